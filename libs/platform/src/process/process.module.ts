import { type DynamicModule, Module } from '@nestjs/common';
import { Health, LOGGER, loadTracing, Metrics, Operations, Tracing } from '#libs/observability';
import type { ProcessContext } from '#libs/process';
import { SETTINGS } from '#libs/settings';
import { LaunchCauses } from '../measuring/launch-causes.js';
import { BACKING_SERVICES, type BackingServices } from '../stores/backing-services.js';

/** `@Inject(ENDING) ending: AbortSignal`: aborts when the process is told to end, also while it starts. */
export const ENDING = Symbol('Ending');

const VERSION = process.env['npm_package_version'] ?? '0.1.0';

/** Settings, log, metrics, health, the wish to end and what the process stands on, for every module. */
@Module({})
export class ProcessModule {
  /** `services`: where this process has not opened them itself. */
  static of({ settings, logger, ending }: ProcessContext, services?: BackingServices): DynamicModule {
    const health = new Health(settings.SHUTDOWN_DELAY * 1000);
    const metrics = new Metrics(VERSION);
    const providers = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOGGER, useValue: logger },
      { provide: ENDING, useValue: ending },
      ...(services === undefined ? [] : [{ provide: BACKING_SERVICES, useValue: services }]),
      { provide: Metrics, useValue: metrics },
      { provide: Tracing, useFactory: () => loadTracing(settings.OTEL_EXPORTER_OTLP_ENDPOINT, VERSION) },
      { provide: LaunchCauses, useValue: new LaunchCauses() },
      { provide: Health, useValue: health },
      { provide: Operations, useValue: new Operations(health, metrics, VERSION) },
    ];
    return { module: ProcessModule, global: true, providers, exports: providers };
  }
}
