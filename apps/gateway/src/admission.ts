import type { IncomingMessage } from 'node:http';
import type { SessionAccessTokens, SessionCookie } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import type { GatewayLog } from './gateway-log.js';
import { RecentAnswers } from './recent-answers.js';
import { type Refusal, refusals } from './refusal.js';
import type { Visit } from './visit.js';

export interface AdmissionOptions {
  readonly tokens: SessionAccessTokens;
  readonly cookie: SessionCookie;
  readonly mayEnter: (launchId: string, userId: string) => Promise<boolean>;
  readonly endpointOf: (launchId: string) => Promise<Endpoint | undefined>;
  readonly recheckMs: number;
  readonly log: GatewayLog;
}

/** Knows whose cookie it is, whether they may still be in, and where the session is. */
export class Admission {
  readonly #rights: RecentAnswers<boolean>;
  readonly #endpoints: RecentAnswers<Endpoint | undefined>;

  constructor(private readonly options: AdmissionOptions) {
    this.#rights = new RecentAnswers(options.recheckMs, (launchId = '', userId = '') =>
      options.mayEnter(launchId, userId),
    );
    this.#endpoints = new RecentAnswers(options.recheckMs, (launchId = '') => options.endpointOf(launchId));
  }

  /** `undefined`: no cookie that is good for this launch. */
  async visitOf(request: IncomingMessage, launchId: string): Promise<Visit | undefined> {
    for (const value of this.options.cookie.read(request.headers.cookie)) {
      const token = await this.options.tokens.verify('cookie', value, launchId);
      if (token !== undefined) return { launchId, userId: token.subject, expiresAt: token.expiresAt };
    }
    return undefined;
  }

  /** At most `recheckMs` old. Rejects where it cannot be found out. */
  async mayEnter({ launchId, userId }: Pick<Visit, 'launchId' | 'userId'>): Promise<boolean> {
    return this.#rights.get(launchId, userId);
  }

  /** Where the visitor is led, or why not. */
  async admit({ launchId, userId }: Pick<Visit, 'launchId' | 'userId'>): Promise<Endpoint | Refusal> {
    try {
      if (!(await this.mayEnter({ launchId, userId }))) return refusals.notRunning;
      return (await this.#endpoints.get(launchId)) ?? refusals.notRunning;
    } catch (error) {
      this.options.log.warn({ launchId, err: error }, 'session-access-unknown');
      return refusals.cannotTell;
    }
  }

  /** It was not there: the next visitor is not sent to the same place. */
  forgetEndpoint(launchId: string): void {
    this.#endpoints.forget(launchId);
  }
}
