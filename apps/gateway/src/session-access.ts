import type { IncomingMessage } from 'node:http';
import type { SessionAccessTokens, SessionCookie } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { type AccessGrant, type Bearer, bearerKey } from './access-grant.js';
import type { GatewayLog } from './gateway-log.js';
import { KnownEndpoints, type KnownEndpointsOptions } from './known-endpoints.js';
import { RecentAnswers } from './recent-answers.js';
import { type Refusal, refusals } from './refusal.js';

export interface SessionAccessOptions extends KnownEndpointsOptions {
  readonly tokens: SessionAccessTokens;
  readonly cookie: SessionCookie;
  readonly runFor: (who: Bearer) => Promise<number | undefined>;
  readonly log: GatewayLog;
}

/** Whose cookie it is, whether they may still use the session, and where that is. */
export class SessionAccess {
  readonly #runs: RecentAnswers<Bearer, number | undefined>;
  readonly #endpoints: KnownEndpoints;

  constructor(private readonly options: SessionAccessOptions) {
    this.#runs = new RecentAnswers(options.recheckMs, bearerKey, options.runFor);
    this.#endpoints = new KnownEndpoints(options);
  }

  /** `undefined`: no cookie that is good for this launch. */
  async grantOf(request: IncomingMessage, launchId: string): Promise<AccessGrant | undefined> {
    for (const value of this.options.cookie.read(request.headers.cookie)) {
      const token = await this.options.tokens.verify('cookie', value, launchId);
      if (token !== undefined) return { ...token, userId: token.subject };
    }
    return undefined;
  }

  /** At most `recheckMs` old. Rejects where it cannot be found out. */
  async mayAccess(who: Bearer): Promise<boolean> {
    return (await this.#runs.get(who)) !== undefined;
  }

  /** Where the session is for those who may use it, or why not. */
  async endpointFor(who: Bearer): Promise<Endpoint | Refusal> {
    const { launchId } = who;
    try {
      const run = await this.#runs.get(who);
      if (run === undefined) return refusals.notRunning;
      return (await this.#endpoints.of(launchId, run)) ?? refusals.notRunning;
    } catch (error) {
      this.options.log.warn({ launchId, err: error }, 'session-access-unknown');
      return refusals.cannotTell;
    }
  }

  /** It was not there: the next request is not sent to the same place. */
  forgetEndpoint(endpoint: Endpoint): void {
    this.#endpoints.forget(endpoint);
  }
}
