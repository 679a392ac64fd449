import { join, resolve } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { EventStore } from '#libs/event-sourcing';
import { LOGGER, type Logger } from '#libs/observability';
import type { OutboundRules } from '#libs/outbound';
import { createDockerRuntime, createLocalRuntime, type SessionRuntime } from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';
import { BACKING_SERVICES, type BackingServices } from '../stores/backing-services.js';
import { EventStoreModule } from '../stores/event-store.module.js';
import type { RuntimeChoice } from './choose-runtime.js';
import { outboundRulesOf } from './outbound-rules-of.js';
import { RUNTIME_CHOICE, RuntimeChoiceModule } from './runtime-choice.module.js';

/** `@Inject(SESSION_RUNTIME) runtime: SessionRuntime`. */
export const SESSION_RUNTIME = Symbol('SessionRuntime');

const rules = {
  provide: 'OutboundRules',
  inject: [SETTINGS, BACKING_SERVICES],
  useFactory: (settings: Settings, services: BackingServices) => outboundRulesOf(settings, services),
};

const create = (
  settings: Settings,
  choice: RuntimeChoice,
  outbound: OutboundRules,
  secret: string,
  store: EventStore,
  logger: Logger,
): SessionRuntime => {
  const log = (event: string, fields: Readonly<Record<string, unknown>>): void =>
    logger['error' in fields ? 'error' : 'info']({ part: `${choice.name}-runtime`, ...fields }, event);
  if (choice.name === 'docker')
    return createDockerRuntime({
      docker: choice.engine.docker,
      installation: () => store.identity(),
      secret,
      outbound,
      log,
    });
  return createLocalRuntime({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    hidden: [resolve(settings.DATA_DIR)],
    listensBeyondLoopback: !isLoopback(settings.HOST),
    outbound,
    jupyter: settings.JUPYTER_LAB,
    log,
  });
};

const provider = {
  provide: SESSION_RUNTIME,
  inject: [SETTINGS, RUNTIME_CHOICE, rules.provide, SESSION_ACCESS_SECRET, EVENT_STORE, LOGGER],
  useFactory: create,
};

/** The runtime that the settings name, for the worker, who changes what runs. */
@Module({
  imports: [RuntimeChoiceModule, SessionAccessModule, EventStoreModule],
  providers: [rules, provider],
  exports: [provider],
})
export class SessionRuntimeModule implements OnApplicationShutdown {
  constructor(@Inject(SESSION_RUNTIME) private readonly runtime: SessionRuntime) {}

  onApplicationShutdown(): Promise<void> {
    return this.runtime.close();
  }
}
