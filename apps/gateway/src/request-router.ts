import { type Agent, type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { activityPath, enterPath, gatewayPath, probePath } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { answerActivity } from './answer-activity.js';
import { answerProbe, type ProbeOptions } from './answer-probe.js';
import { forwardRequest } from './forward-request.js';
import { forwardUpgrade } from './forward-upgrade.js';
import type { GatewayLog } from './gateway-log.js';
import { isCodedOtherwise } from './is-coded-otherwise.js';
import { isCrossSite, isOwnWebSocket } from './is-cross-site.js';
import { keepOpen } from './keep-open.js';
import { launchIdIn } from './launch-id-in.js';
import type { OpenConnections } from './open-connections.js';
import { isRefusal, type Refusal, refusals } from './refusal.js';
import { sendRefusal } from './send-refusal.js';
import type { SessionAccess } from './session-access.js';
import type { SessionRequestOptions } from './session-request.js';
import type { TicketExchange } from './ticket-exchange.js';
import { Turns } from './turns.js';

export interface RequestRouterOptions extends ProbeOptions, Pick<SessionRequestOptions, 'connectMs'> {
  readonly sessionsDomain: string;
  readonly consoleUrl: string | undefined;
  readonly tickets: TicketExchange;
  readonly access: SessionAccess;
  readonly connections: OpenConnections;
  readonly agent: Agent;
  readonly isClosing: () => boolean;
  /** Of a request that was forwarded: what it was answered, by the session or because that was not reached. */
  readonly onAnswer?: (status: number) => void;
  readonly log: GatewayLog;
}

/** As others call it: the browser did not wait for the answer. */
const CLIENT_LEFT = 499;

/** Which way each request goes. */
export class RequestRouter {
  readonly #turns = new Turns();

  constructor(private readonly options: RequestRouterOptions) {}

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    try {
      await this.#turns.of(request, response);
      const refusal = await this.#route(request, response);
      if (refusal !== undefined) this.#refuse(request, response, refusal);
    } catch (error) {
      this.options.log.warn({ err: error }, 'gateway-request-failed');
      if (response.headersSent) response.destroy();
      else this.#refuse(request, response, refusals.cannotTell);
    }
  }

  /** Never rejects. */
  async handleUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    keepOpen(socket);
    try {
      const response = responseOn(socket, request);
      const refusal = await this.#routeUpgrade(request, socket, head, response);
      if (refusal !== undefined) this.#refuse(request, response, refusal);
    } catch (error) {
      this.options.log.warn({ err: error }, 'gateway-request-failed');
      socket.destroy();
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> {
    const { url = '' } = request;
    const launchId = launchIdIn(request, this.options.sessionsDomain);
    if (launchId === undefined) return url === '/healthz' ? this.#sayHealth(response) : refusals.unknownHost;
    if (!url.startsWith('/')) return refusals.badRequest;
    if (isCrossSite(request, this.options.scheme)) return refusals.crossSite;
    if (isCodedOtherwise(request)) return refusals.unknownCoding;
    if (url.startsWith(gatewayPath)) return this.#serveOwn(request, response, launchId);
    return this.#forward(request, response, launchId);
  }

  async #serveOwn(request: IncomingMessage, response: ServerResponse, launchId: string): Promise<Refusal | undefined> {
    const path = request.url?.split('?')[0];
    if (path === enterPath) return this.options.tickets.exchange(request, response, launchId);
    if (path === activityPath) return answerActivity(request, response, launchId, this.options);
    if (path === probePath) return answerProbe(request, response, launchId, this.options);
    return refusals.unknownPath;
  }

  async #forward(request: IncomingMessage, response: ServerResponse, launchId: string): Promise<Refusal | undefined> {
    const { access, connections } = this.options;
    const grant = await access.grantOf(request, launchId);
    if (grant === undefined) return refusals.noAccess;
    const endpoint = await access.endpointFor(grant);
    if (isRefusal(endpoint)) return endpoint;
    if (response.destroyed) return undefined;
    const end = (why: Refusal): void => {
      if (response.headersSent) response.destroy();
      else this.#refuse(request, response, why);
    };
    const leave = connections.add(grant, end);
    if (leave === undefined) return refusals.tooMany;
    response.once('close', leave);
    const onUse = (): void => this.options.uses.note(launchId);
    onUse();
    response.once('close', () => this.options.onAnswer?.(response.headersSent ? response.statusCode : CLIENT_LEFT));
    const onUnreachable = this.#whenUnreachable(request, endpoint, response);
    forwardRequest({ ...this.options, request, response, endpoint, onUse, onUnreachable });
    return undefined;
  }

  async #routeUpgrade(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
    response: ServerResponse,
  ): Promise<Refusal | undefined> {
    const { access, connections, sessionsDomain, scheme } = this.options;
    const launchId = launchIdIn(request, sessionsDomain);
    if (launchId === undefined) return refusals.unknownHost;
    if (!isWebSocket(request)) return refusals.badRequest;
    if (!isOwnWebSocket(request, scheme)) return refusals.crossSite;
    const grant = await access.grantOf(request, launchId);
    if (grant === undefined) return refusals.noAccess;
    const endpoint = await access.endpointFor(grant);
    if (isRefusal(endpoint)) return endpoint;
    if (socket.destroyed) return undefined;
    const leave = connections.add(grant, () => socket.destroy());
    if (leave === undefined) return refusals.tooMany;
    socket.once('close', leave);
    const onUse = (): void => this.options.uses.note(launchId);
    const onUnreachable = this.#whenUnreachable(request, endpoint, response);
    forwardUpgrade({ ...this.options, request, socket, head, endpoint, response, onUse, onUnreachable });
    return undefined;
  }

  #whenUnreachable(request: IncomingMessage, endpoint: Endpoint, response: ServerResponse): (error: unknown) => void {
    return (error) => {
      this.options.log.warn({ launchId: endpoint.launchId, err: error }, 'session-unreachable');
      this.options.access.forgetEndpoint(endpoint);
      this.#refuse(request, response, refusals.notAnswering);
    };
  }

  #sayHealth(response: ServerResponse): undefined {
    response.writeHead(this.options.isClosing() ? 503 : 200, { 'content-type': 'text/plain' });
    response.end(this.options.isClosing() ? 'closing\n' : 'ok\n');
  }

  /** Where the console shows what the request was for, with what can be done about it. */
  #inConsole(request: IncomingMessage): string | undefined {
    const { consoleUrl, sessionsDomain } = this.options;
    const launchId = launchIdIn(request, sessionsDomain);
    if (consoleUrl === undefined || launchId === undefined) return consoleUrl;
    return new URL(`/launches/${launchId}`, consoleUrl).href;
  }

  #refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    sendRefusal(request, response, refusal, this.#inConsole(request));
  }
}

/** Of a request for an upgrade to one, which need not make sense. */
const isWebSocket = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && url.startsWith('/') && !url.startsWith(gatewayPath);

/**
 * Node hands over the bare socket of an upgrade; to say no, there has to be a response on it again. Throws where the
 * answer to an earlier request is still under way on it.
 */
const responseOn = (socket: Socket, request: IncomingMessage): ServerResponse => {
  const response = new ServerResponse(request);
  response.on('error', () => socket.destroy());
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.destroySoon());
  return response;
};
