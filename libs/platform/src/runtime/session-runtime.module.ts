import { join } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { EventStore } from '#libs/event-sourcing';
import { LOGGER, type Logger } from '#libs/observability';
import { createLocalRuntime, type SessionRuntime } from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';
import { ENDING } from '../process/process.module.js';
import { BACKING_SERVICES, type BackingServices } from '../stores/backing-services.js';
import { EventStoreModule } from '../stores/event-store.module.js';
import { kubernetesRuntimeOf } from './kubernetes-runtime-of.js';
import { outboundRulesOf } from './outbound-rules-of.js';

/** `@Inject(SESSION_RUNTIME) runtime: SessionRuntime`. */
export const SESSION_RUNTIME = Symbol('SessionRuntime');

const create = async (
  settings: Settings,
  services: BackingServices,
  logger: Logger,
  store: EventStore,
  secret: string,
  ending: AbortSignal,
): Promise<SessionRuntime> => {
  const outbound = await outboundRulesOf(settings, services);
  if (settings.SESSION_RUNTIME === 'kubernetes')
    return kubernetesRuntimeOf(settings, { services, logger, store, secret, ending, outbound });
  return createLocalRuntime({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    listensBeyondLoopback: !isLoopback(settings.HOST),
    outbound,
    jupyter: settings.JUPYTER_LAB,
    log: (event, fields) => logger['error' in fields ? 'error' : 'info']({ part: 'local-runtime', ...fields }, event),
  });
};

const provider = {
  provide: SESSION_RUNTIME,
  inject: [SETTINGS, BACKING_SERVICES, LOGGER, EVENT_STORE, SESSION_ACCESS_SECRET, ENDING],
  useFactory: create,
};

/** The runtime that the settings name, for the worker, who changes what runs. */
@Module({ imports: [EventStoreModule, SessionAccessModule], providers: [provider], exports: [provider] })
export class SessionRuntimeModule implements OnApplicationShutdown {
  constructor(@Inject(SESSION_RUNTIME) private readonly runtime: SessionRuntime) {}

  onApplicationShutdown(): Promise<void> {
    return this.runtime.close();
  }
}
