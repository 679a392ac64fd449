import { join, resolve } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '#libs/observability';
import { createLocalRuntime, type SessionRuntime } from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';
import { BACKING_SERVICES, type BackingServices } from '../stores/backing-services.js';
import { outboundRulesOf } from './outbound-rules-of.js';

/** `@Inject(SESSION_RUNTIME) runtime: SessionRuntime`. */
export const SESSION_RUNTIME = Symbol('SessionRuntime');

const create = async (settings: Settings, services: BackingServices, logger: Logger): Promise<SessionRuntime> => {
  if (settings.SESSION_RUNTIME === 'kubernetes')
    throw new Error(
      'SESSION_RUNTIME=kubernetes is not in this version yet: use SESSION_RUNTIME=local, on a machine of your own.',
    );
  return createLocalRuntime({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    hidden: [resolve(settings.DATA_DIR)],
    listensBeyondLoopback: !isLoopback(settings.HOST),
    outbound: await outboundRulesOf(settings, services),
    jupyter: settings.JUPYTER_LAB,
    log: (event, fields) => logger['error' in fields ? 'error' : 'info']({ part: 'local-runtime', ...fields }, event),
  });
};

const provider = { provide: SESSION_RUNTIME, inject: [SETTINGS, BACKING_SERVICES, LOGGER], useFactory: create };

/** The runtime that the settings name, for the worker, who changes what runs. */
@Module({ providers: [provider], exports: [provider] })
export class SessionRuntimeModule implements OnApplicationShutdown {
  constructor(@Inject(SESSION_RUNTIME) private readonly runtime: SessionRuntime) {}

  onApplicationShutdown(): Promise<void> {
    return this.runtime.close();
  }
}
