import { type DynamicModule, Module } from '@nestjs/common';
import { Health } from './health.js';
import type { Logger } from './logger.js';
import { Metrics } from './metrics.js';
import { Operations } from './operations.js';

/** `@Inject(LOGGER) logger: Logger`. */
export const LOGGER = Symbol('Logger');

export interface ObservabilityOptions {
  readonly logger: Logger;
  readonly version: string;
  /** From `/readyz` being 503 until ports close. */
  readonly shutdownDelayMs: number;
}

/** Log, metrics and health of this process, for every module. */
@Module({})
export class ObservabilityModule {
  static of({ logger, version, shutdownDelayMs }: ObservabilityOptions): DynamicModule {
    const health = new Health(shutdownDelayMs);
    const metrics = new Metrics();
    const providers = [
      { provide: LOGGER, useValue: logger },
      { provide: Metrics, useValue: metrics },
      { provide: Health, useValue: health },
      { provide: Operations, useValue: new Operations(health, metrics, version) },
    ];
    return { module: ObservabilityModule, global: true, providers, exports: providers };
  }
}
