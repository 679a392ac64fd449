import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import type { ApiUser } from '../../crash/src/api-user.js';
import type { Verdict } from '../../crash/src/verdict.js';
import { browserRequest } from '../../support/browser-request.js';
import type { Watched } from './version-watch.js';

const ANSWER_MS = 20_000;
const PACE_MS = 20;

interface Used {
  readonly apiUrl: string;
  readonly watched: Watched;
  /** Who may enter the session. */
  readonly user: ApiUser;
}

interface Page {
  readonly address: string;
  readonly cookie: string | undefined;
}

/**
 * Uses the whole from outside, as a browser does: the API and a session, each at the one address that its load balancer has. Nothing
 * is sent twice: whoever comes and goes behind these addresses, every request is answered, be it with 503.
 */
export class ServiceWatch {
  private readonly problems: string[] = [];
  private requests = 0;
  private refusals = 0;
  private isEnded = false;
  /**
   * A connection each that is never idle for long: one that is can be closed just when a request is sent on it, which HTTP leaves to the client
   * to repeat (RFC 9112, 9.3.1).
   */
  private readonly reading: Client;
  private readonly commanding: Client;
  private readonly using: Promise<unknown>;

  private constructor(
    apiUrl: string,
    private readonly watched: Watched,
    private readonly page: Page,
  ) {
    this.reading = new Client(apiUrl);
    this.commanding = new Client(apiUrl);
    this.using = Promise.all([
      this.use('the API', () => this.askApi()),
      this.use('a command', () => this.command()),
      this.use('the session', () => this.openSession()),
    ]);
  }

  /** What came of the requests that were sent while `work` was done, all of them answered or given up. */
  static async during({ apiUrl, watched, user }: Used, work: () => Promise<void>): Promise<Verdict> {
    const { body } = await user.send({ method: 'POST', path: `/launches/${watched.launchId}/access` });
    const { url } = body as { url: string };
    const { location = '', cookie } = await browserRequest(url);
    const watch = new ServiceWatch(apiUrl, watched, { address: new URL(location, url).href, cookie });
    try {
      await work();
    } finally {
      await watch.end();
    }
    return watch.verdict();
  }

  private async end(): Promise<void> {
    this.isEnded = true;
    await this.using;
    await Promise.all([this.reading.close(), this.commanding.close()]);
  }

  private verdict(): Verdict {
    const what = `${this.requests} requests from outside, of API and session, were answered (${this.refusals} with 503, for the moment)`;
    return { what, problems: this.problems };
  }

  private async use(what: string, request: () => Promise<number>): Promise<void> {
    // the pace of the load, not a wait for anything
    for (; !this.isEnded; await delay(PACE_MS))
      try {
        const status = await request();
        this.requests += 1;
        if (status === 503) this.refusals += 1;
        else if (status >= 400) this.problems.push(`${what} was answered ${status}`);
      } catch (error) {
        this.problems.push(`${what} was not answered: ${String(error)}`);
      }
  }

  private askApi(): Promise<number> {
    return this.ask(this.reading, 'GET', `/launches/${this.watched.launchId}`);
  }

  /** One that changes nothing, and is decided on the log all the same. */
  private command(): Promise<number> {
    return this.ask(this.commanding, 'POST', `/launches/${this.watched.launchId}/resume`);
  }

  private async ask(connection: Client, method: 'GET' | 'POST', path: string): Promise<number> {
    const { statusCode, body } = await connection.request({
      method,
      path: `/api/v1${path}`,
      headers: {
        Authorization: `Bearer ${this.watched.token}`,
        ...(method === 'POST' && { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }),
      },
      body: method === 'POST' ? '{}' : null,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await body.dump();
    return statusCode;
  }

  private async openSession(): Promise<number> {
    const { status } = await browserRequest(this.page.address, this.page.cookie);
    return status;
  }
}
