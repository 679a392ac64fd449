import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createGatewayProbe } from '#libs/access';
import { CommandExecutor, type EventRegistry, type EventStore, systemTiming } from '#libs/event-sourcing';
import { LAUNCH_LIMITS, LAUNCH_SHARDS, type LaunchLimits, LaunchSaga } from '#libs/launches';
import { Health, LOGGER, type Logger } from '#libs/observability';
import { DATABASE, EVENT_REGISTRY, LaunchCauses, SESSION_ACCESS_SECRET, SESSION_RUNTIME } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import type { SessionRuntime } from '#libs/session-runtime';
import { gatewayUrlOf, SETTINGS, type Settings } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { GatewayAnswers } from './gateway-answers.js';

/** Keeps the runtime doing what the log says: the launch saga, which takes its share of the launches by itself. */
@Injectable()
export class Launching implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly saga: LaunchSaga;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(EVENT_REGISTRY) registry: EventRegistry,
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(SESSION_RUNTIME) runtime: SessionRuntime,
    @Inject(LAUNCH_LIMITS) limits: LaunchLimits,
    @Inject(SESSION_ACCESS_SECRET) secret: string,
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOGGER) log: Logger,
    causes: LaunchCauses,
    health: Health,
  ) {
    const lease = database.sharedLease('launch-saga', LAUNCH_SHARDS);
    const gatewayOrigin = gatewayUrlOf(settings);
    const answers = new GatewayAnswers({ gatewayUrl: gatewayOrigin, timing: systemTiming });
    const onAnswer = (status: number | undefined): void => answers.note(status);
    const gateway = { gatewayOrigin, sessionsDomain: settings.SESSIONS_DOMAIN, secret, onAnswer };
    this.saga = new LaunchSaga({
      store: causes.seenIn(store),
      executor: (states) => new CommandExecutor(states, registry),
      runtime,
      readModels: database.readModels,
      checkpoints: database.projectionStore,
      probe: createGatewayProbe(gateway),
      lease,
      limits,
      clock: () => new Date(),
      timing: systemTiming,
      log,
    });
    const detail = (): string =>
      lease.held === 0 ? 'standing by' : `acting for ${lease.held} of ${LAUNCH_SHARDS} shards`;
    health.add({ name: 'launch-saga', check: () => ({ status: 'up', detail: detail() }) });
    health.add({ name: 'gateway', check: () => answers.condition() });
  }

  onApplicationBootstrap(): void {
    this.saga.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.saga.stop();
  }
}
