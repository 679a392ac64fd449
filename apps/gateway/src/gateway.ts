import { once } from 'node:events';
import { Agent, createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { type RedeemedTickets, SessionAccessTokens, SessionCookie } from '#libs/access';
import { closeAfterAnswer, limitConnections, webSocketUpgrades } from '#libs/platform';
import type { Endpoint } from '#libs/session-runtime';
import type { Bearer } from './access-grant.js';
import type { GatewayLog } from './gateway-log.js';
import { OpenConnections } from './open-connections.js';
import { RequestRouter } from './request-router.js';
import { SessionAccess } from './session-access.js';
import { TicketExchange } from './ticket-exchange.js';
import { TrustedProxies } from './trusted-proxies.js';
import { UseRecorder } from './use-recorder.js';

export interface GatewayOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Sessions are at `<launchId>.<sessionsDomain>`. */
  readonly sessionsDomain: string;
  /** Whether browsers come by https, which something before us ends. Default: no. */
  readonly https?: boolean;
  /** Addresses and networks whose word on who sent a request counts. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Where a page about a session that is not running leads back to. */
  readonly consoleUrl?: string;
  /** Where a ready run is: `SessionRuntimeReader.endpoint`. */
  readonly endpointOf: (launchId: string) => Promise<Endpoint | undefined>;
  /** The launch's run, where it is this user's and running, its project may still be read by them, and their credential is good. */
  readonly runFor: (who: Bearer) => Promise<number | undefined>;
  /** Keeps that a launch's session was used just now. Default: nobody wants to know. */
  readonly recordUse?: (launchId: string) => Promise<void>;
  /** How old what is kept of a session's use may be, milliseconds. Default: a minute. */
  readonly useMs?: number;
  /** Told of each answer to a request, however it ended. Default: nobody wants to know. */
  readonly onAnswer?: (status: number) => void;
  /** Open at once, WebSockets too. Default: as many as there are. */
  readonly maxConnections?: number;
  /** Requests and WebSockets under way of one person, over all their sessions. Default 300: of one host, browsers open 255. */
  readonly maxPerPerson?: number;
  /** Aborts when the process is told to end: connections are not kept for another request. Default: never. */
  readonly ending?: AbortSignal;
  /** Shared with the API, which issues the tickets. */
  readonly secret: string;
  readonly redeemed: RedeemedTickets;
  readonly log: GatewayLog;
  /** How old an answer of `runFor`, or that there is no endpoint, may be, milliseconds. Default 1000. */
  readonly recheckMs?: number;
  /** How old an endpoint may be that answers, milliseconds. Default 60,000. */
  readonly knownMs?: number;
  /** How long a session's host may take to take a connection up, milliseconds. Default 10,000. */
  readonly connectMs?: number;
  readonly clock?: () => Date;
}

export interface Gateway {
  readonly port: number;
  /** Open now, WebSockets too. */
  readonly connections: number;
  /** Takes no new connections, lets those that are open go on for `drainMs`, then cuts them. */
  close(options: { readonly drainMs: number }): Promise<void>;
}

/** Milliseconds. The first bounds who sends headers slowly; requests themselves (uploads, streams) may take any time. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 0,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 2_000,
};

/** Shorter than the patience of common servers with an idle connection (5 s), so that we close it, not they. */
const idleConnection = 4_000;

/** The authenticated way into running sessions: HTTP and WebSocket, each session on its own origin. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const agent = new Agent({ keepAlive: true, timeout: idleConnection });
  const state = { isClosing: false };
  const router = routerFor(options, agent, () => state.isClosing);
  const server = createServer({ ...limits, ...webSocketUpgrades });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => void router.handle(request, response));
  // Whether a body is wanted is the session's to say.
  server.on('checkContinue', (request, response) => void router.handle(request, response));
  server.on('upgrade', (request, socket, head) => {
    // Always is one; Node's types allow for servers that are fed with other streams.
    if (socket instanceof Socket) void router.handleUpgrade(request, socket, head);
  });
  limitConnections(server, {
    max: options.maxConnections ?? Number.POSITIVE_INFINITY,
    warn: (fields, message) => options.log.warn(fields, message),
  });
  if (options.ending !== undefined) closeAfterAnswer(server, options.ending);
  server.listen(options.port, options.host);
  await once(server, 'listening');
  // A connection that could not be accepted (no file descriptor left) is that connection's end alone.
  server.on('error', (error) => options.log.warn({ err: error }, 'gateway-connection-refused'));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get connections() {
      return sockets.size;
    },
    close: async ({ drainMs }) => {
      state.isClosing = true;
      await drain(server, sockets, drainMs);
      agent.destroy();
    },
  };
};

const routerFor = (options: GatewayOptions, agent: Agent, isClosing: () => boolean): RequestRouter => {
  const { https = false, recheckMs = 1000, clock = () => new Date(), consoleUrl } = options;
  const tokens = new SessionAccessTokens({ secret: options.secret, clock });
  const cookie = new SessionCookie(https);
  const access = new SessionAccess({ ...options, tokens, cookie, recheckMs });
  const connections = new OpenConnections({
    mayAccess: (grant) => access.mayAccess(grant),
    recheckMs,
    maxPerPerson: options.maxPerPerson ?? 300,
    clock,
    log: options.log,
  });
  const tickets = new TicketExchange({ ...options, tokens, cookie, access, clock });
  const scheme = https ? 'https' : 'http';
  const trusted = new TrustedProxies(options.trustedProxies);
  const record = options.recordUse ?? (() => Promise.resolve());
  const uses = new UseRecorder({ record, intervalMs: options.useMs ?? 60_000, log: options.log });
  return new RequestRouter({
    ...options,
    uses,
    tokens,
    tickets,
    access,
    connections,
    agent,
    isClosing,
    scheme,
    trusted,
    consoleUrl,
  });
};

const drain = async (server: Server, sockets: ReadonlySet<Socket>, drainMs: number): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, drainMs);
  await closed;
  clearTimeout(timer);
};
