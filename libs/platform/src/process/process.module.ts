import { type DynamicModule, Module } from '@nestjs/common';
import { Health, LOGGER, Metrics, Operations } from '#libs/observability';
import type { ProcessContext } from '#libs/process';
import { SETTINGS } from '#libs/settings';

/** `@Inject(ENDING) ending: AbortSignal`: aborts when the process is told to end, also while it starts. */
export const ENDING = Symbol('Ending');

const VERSION = process.env['npm_package_version'] ?? '0.1.0';

/** Settings, log, metrics, health and the wish to end, for every module. */
@Module({})
export class ProcessModule {
  static of({ settings, logger, ending }: ProcessContext): DynamicModule {
    const health = new Health(settings.SHUTDOWN_DELAY * 1000);
    const metrics = new Metrics();
    const providers = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOGGER, useValue: logger },
      { provide: ENDING, useValue: ending },
      { provide: Metrics, useValue: metrics },
      { provide: Health, useValue: health },
      { provide: Operations, useValue: new Operations(health, metrics, VERSION) },
    ];
    return { module: ProcessModule, global: true, providers, exports: providers };
  }
}
