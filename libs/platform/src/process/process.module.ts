import { type DynamicModule, Module } from '@nestjs/common';
import { type Logger, ObservabilityModule } from '#libs/observability';
import { type Settings, SettingsModule } from '#libs/settings';

/** `@Inject(ENDING) ending: AbortSignal`: aborts when the process is told to end, also while it starts. */
export const ENDING = Symbol('Ending');

/** What is known when a process begins. */
export interface ProcessContext {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly ending: AbortSignal;
}

export const VERSION = process.env['npm_package_version'] ?? '0.1.0';

/** Settings, log, metrics, health and the wish to end, for every module. */
@Module({})
export class ProcessModule {
  static of({ settings, logger, ending }: ProcessContext): DynamicModule {
    const providers = [{ provide: ENDING, useValue: ending }];
    return {
      module: ProcessModule,
      global: true,
      imports: [
        SettingsModule.of(settings),
        ObservabilityModule.of({ logger, version: VERSION, shutdownDelayMs: settings.SHUTDOWN_DELAY * 1000 }),
      ],
      providers,
      exports: providers,
    };
  }
}
