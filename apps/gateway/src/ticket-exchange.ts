import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type RedeemedTickets,
  type SessionAccessToken,
  type SessionAccessTokens,
  type SessionCookie,
  sessionCookieLifetime,
} from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import type { GatewayLog } from './gateway-log.js';
import { isRefusal, type Refusal, refusals } from './refusal.js';
import type { SessionAccess } from './session-access.js';

export interface TicketExchangeOptions {
  readonly tokens: SessionAccessTokens;
  readonly cookie: SessionCookie;
  readonly redeemed: RedeemedTickets;
  readonly access: SessionAccess;
  readonly clock: () => Date;
  readonly log: GatewayLog;
}

/** Milliseconds. Anybody can write a ticket with another secret, and as many as they like. */
const TELL_MS = 60_000;

/** Exchanges one-time tickets for cookies. */
export class TicketExchange {
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: TicketExchangeOptions) {}

  /** Redirects the browser to the session's landing page, or returns why not. */
  async exchange(request: IncomingMessage, response: ServerResponse, launchId: string): Promise<Refusal | undefined> {
    if (request.method !== 'GET') return refusals.wrongMethod;
    const ticket = await this.#ticketIn(request, launchId);
    if (ticket === undefined) return this.#reuseCookie(request, response, launchId);
    // Asked first: a session that is not there does not cost the ticket.
    const endpoint = await this.options.access.endpointFor({ ...ticket, userId: ticket.subject });
    if (isRefusal(endpoint)) return endpoint;
    const cookie = await this.#redeem(ticket);
    if (cookie === undefined) return this.#reuseCookie(request, response, launchId);
    return redirect(response, endpoint, { 'set-cookie': cookie });
  }

  /** The ticket is used up, perhaps by this very browser: it fetched the page ahead, or the link was opened twice. */
  async #reuseCookie(
    request: IncomingMessage,
    response: ServerResponse,
    launchId: string,
  ): Promise<Refusal | undefined> {
    const grant = await this.options.access.grantOf(request, launchId);
    if (grant === undefined) return refusals.ticketSpent;
    const endpoint = await this.options.access.endpointFor(grant);
    return isRefusal(endpoint) ? endpoint : redirect(response, endpoint, {});
  }

  async #ticketIn(request: IncomingMessage, launchId: string): Promise<SessionAccessToken | undefined> {
    const ticket = new URLSearchParams(request.url?.split('?')[1]).get('ticket') ?? '';
    const verified = await this.options.tokens.verify('ticket', ticket, launchId);
    if (verified === undefined) await this.#tellOfAnotherSecret(ticket, launchId);
    return verified;
  }

  /** Of an API that has another one: to people its links are used up, whenever they come. */
  async #tellOfAnotherSecret(ticket: string, launchId: string): Promise<void> {
    const { tokens, clock, log } = this.options;
    if (!(await tokens.isOfAnotherSecret('ticket', ticket, launchId))) return;
    const now = clock().getTime();
    if (Math.abs(now - this.#toldAt) < TELL_MS) return;
    this.#toldAt = now;
    const advice = 'give api, worker and gateway the same SESSION_ACCESS_SECRET';
    log.warn({ launchId, advice }, 'ticket-of-another-secret');
  }

  async #redeem(ticket: SessionAccessToken): Promise<string | undefined> {
    if (!(await this.options.redeemed.redeem(ticket.tokenId, ticket.expiresAt))) return undefined;
    const { token } = await this.options.tokens.issue('cookie', ticket, sessionCookieLifetime);
    return this.options.cookie.write(token);
  }
}

const redirect = (
  response: ServerResponse,
  { landingPath }: Endpoint,
  headers: Readonly<Record<string, string>>,
): undefined => {
  response.writeHead(302, {
    location: landingPath,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-length': 0,
    ...headers,
  });
  response.end();
};
