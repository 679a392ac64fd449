import type { AccessCredential } from './access-credential.js';
import { enterPath } from './gateway-paths.js';
import { SessionAccessTokens } from './session-access-tokens.js';

export interface TicketIssuerOptions {
  /** The same that the gateway has: see `loadSessionAccessSecret`. */
  readonly secret: string;
  /** The session's own origin as the browser reaches it, e.g. `http://<launchId>.localhost:3001`. */
  readonly publicUrlOf: (launchId: string) => string;
  readonly clock?: () => Date;
}

/** A one-time address that leads its holder into a running session. */
export interface SessionTicket {
  readonly url: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

export interface TicketIssuer {
  /** The caller has made sure that the launch is this user's; the gateway asks again when the ticket is shown. */
  ticket(asked: {
    readonly launchId: string;
    readonly userId: string;
    readonly credential?: AccessCredential | undefined;
  }): Promise<SessionTicket>;
}

/** Seconds. Long enough for a click and a redirect, short enough for an address that was copied or logged to be worthless. */
export const ticketLifetime = 30;

/** The API's half of the way into a session: issues tickets, which the gateway redeems once. */
export const createTicketIssuer = ({ publicUrlOf, ...tokenOptions }: TicketIssuerOptions): TicketIssuer => {
  const tokens = new SessionAccessTokens(tokenOptions);
  return {
    ticket: async ({ launchId, userId, credential }) => {
      const bearer = { launchId, subject: userId, credential };
      const { token, expiresAt } = await tokens.issue('ticket', bearer, ticketLifetime);
      const url = new URL(enterPath, publicUrlOf(launchId));
      url.searchParams.set('ticket', token);
      return { url: url.href, expiresAt: expiresAt.toISOString() };
    },
  };
};
