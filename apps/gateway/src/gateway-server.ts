import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import {
  DocumentRedeemedTickets,
  PERSONAL_TOKENS,
  type PersonalTokens,
  type RedeemedTicketRow,
  SessionUse,
  type SessionUseRow,
  SignedOutBrowsers,
  unresolvedSessionHost,
} from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { SESSION_RUNTIME_READER } from '#libs/launches';
import { LOGGER, type Logger, Metrics } from '#libs/observability';
import { DATABASE, ENDING, SESSION_ACCESS_SECRET } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { READ_MODELS } from '#libs/rest';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { publicUrlOf, SETTINGS, type Settings, sessionsAreSecure } from '#libs/settings';
import { type Gateway, startGateway } from './gateway.js';
import { runningRun } from './running-run.js';

/** How long requests and WebSockets go on when the gateway closes. */
const DRAIN_MS = 2000;
/** How old what is kept of a session's use may be, where sessions may be idle for long. */
const USE_MS = 60_000;

/** The gateway's port: opened last, closed first. */
@Injectable()
export class GatewayServer implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly redeemed: DocumentRedeemedTickets;
  private readonly use: SessionUse;
  private gateway: Gateway | undefined;

  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(SESSION_RUNTIME_READER) private readonly runtime: SessionRuntimeReader,
    @Inject(PERSONAL_TOKENS) private readonly personalTokens: PersonalTokens,
    private readonly signedOutBrowsers: SignedOutBrowsers,
    @Inject(SESSION_ACCESS_SECRET) private readonly secret: string,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ENDING) private readonly ending: AbortSignal,
    private readonly metrics: Metrics,
  ) {
    this.redeemed = new DocumentRedeemedTickets(database.collection<RedeemedTicketRow>('redeemed-tickets'));
    this.use = new SessionUse(database.collection<SessionUseRow>('session-use'));
  }

  async onModuleInit(): Promise<void> {
    await Promise.all([this.redeemed.prepare(), this.use.prepare()]);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { settings, runtime, readModels, personalTokens, signedOutBrowsers, secret, redeemed, use, ending } = this;
    const answers = this.metrics.counter('gateway_requests_total', 'Requests to sessions that were answered', [
      'status',
    ]);
    this.gateway = await startGateway({
      host: settings.HOST,
      port: settings.SESSIONS_PORT,
      sessionsDomain: settings.SESSIONS_DOMAIN,
      https: sessionsAreSecure(settings),
      trustedProxies: settings.TRUSTED_PROXIES,
      maxConnections: settings.MAX_CONNECTIONS,
      consoleUrl: publicUrlOf(settings),
      endpointOf: (launchId) => runtime.endpoint(launchId),
      runFor: runningRun({ readModels, personalTokens, signedOutBrowsers }),
      secret,
      redeemed,
      recordUse: (launchId) => use.note(launchId, new Date()),
      useMs: Math.min(USE_MS, (settings.IDLE_PAUSE * 1000) / 20),
      // sessions say what they like: a class of statuses, not each
      onAnswer: (status) => answers.inc({ status: `${Math.floor(status / 100)}xx` }),
      ending,
      log: this.logger,
    });
    const help = 'Open connections to the gateway, WebSockets too';
    this.metrics.gauge('gateway_connections', help, () => this.gateway?.connections ?? 0);
    // who asks for a name may wait for long
    void this.warnWhereSessionsAreNotFound();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.gateway?.close({ drainMs: DRAIN_MS });
  }

  private async warnWhereSessionsAreNotFound(): Promise<void> {
    const unresolved = await unresolvedSessionHost(this.settings.SESSIONS_DOMAIN);
    if (unresolved === undefined) return;
    this.logger.warn({ part: 'gateway', advice: unresolved.advice }, unresolved.problem);
  }
}
