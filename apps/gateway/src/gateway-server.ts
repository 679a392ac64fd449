import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { DocumentRedeemedTickets, type RedeemedTicketRow } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { SESSION_RUNTIME_READER } from '#libs/launches';
import { LOGGER, type Logger } from '#libs/observability';
import { DATABASE, ENDING, SESSION_ACCESS_SECRET } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { READ_MODELS } from '#libs/rest';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { publicUrlOf, SETTINGS, type Settings, sessionsAreSecure } from '#libs/settings';
import { type Gateway, startGateway } from './gateway.js';
import { runningRun } from './running-run.js';

/** How long requests and WebSockets go on when the gateway closes. */
const DRAIN_MS = 2000;

/** The gateway's port: opened last, closed first. */
@Injectable()
export class GatewayServer implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly redeemed: DocumentRedeemedTickets;
  private gateway: Gateway | undefined;

  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(SESSION_RUNTIME_READER) private readonly runtime: SessionRuntimeReader,
    @Inject(SESSION_ACCESS_SECRET) private readonly secret: string,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ENDING) private readonly ending: AbortSignal,
  ) {
    this.redeemed = new DocumentRedeemedTickets(database.collection<RedeemedTicketRow>('redeemed-tickets'));
  }

  async onModuleInit(): Promise<void> {
    await this.redeemed.prepare();
  }

  async onApplicationBootstrap(): Promise<void> {
    const { settings, runtime, secret, redeemed, ending } = this;
    this.gateway = await startGateway({
      host: settings.HOST,
      port: settings.SESSIONS_PORT,
      sessionsDomain: settings.SESSIONS_DOMAIN,
      https: sessionsAreSecure(settings),
      trustedProxies: settings.TRUSTED_PROXIES,
      maxConnections: settings.MAX_CONNECTIONS,
      consoleUrl: publicUrlOf(settings),
      endpointOf: (launchId) => runtime.endpoint(launchId),
      runFor: runningRun(this.readModels),
      secret,
      redeemed,
      ending,
      log: this.logger,
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.gateway?.close({ drainMs: DRAIN_MS });
  }
}
