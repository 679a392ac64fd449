import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { type AccessCredential, createGatewayProbe, createTicketIssuer } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { type Bearer, bearerKey } from './access-grant.js';
import { type Gateway, type GatewayOptions, startGateway } from './gateway.js';

export const launchA = '6f1f9ee2-0f4c-5b0e-9d0c-0c7a3f6c2b11';
export const launchB = 'a1d3c0de-7b1e-5a59-8e43-4d5f3f2f9c22';
export const ada = 'b6a2c1de-3a43-4b5c-8b1f-1f1e7a7c9f01';
export const grace = 'c7b3d2ef-4b54-4c6d-9c2a-2a2f8b8d0a12';
export const secret = 'a secret that is long enough to be one';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Question {
  readonly launch?: string;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** A gateway with all that a test turns: who may enter, where sessions are, the clock. */
export class TestGateway {
  /** `<launch> <user>`, and their credential's id where they came by one, of whoever is in good standing, and the run that is theirs. */
  readonly allowed = new Map([
    [`${launchA} ${ada}`, 1],
    [`${launchB} ${ada}`, 1],
  ]);
  readonly endpoints = new Map<string, Endpoint>();
  /** What `runFor` does instead of answering. */
  failure: Error | undefined;
  now: Date | undefined;
  readonly logged: string[] = [];
  readonly asked: string[] = [];
  /** Of which launches the runtime was asked. */
  readonly askedOfRuntime: string[] = [];
  gateway!: Gateway;
  readonly #clock = (): Date => this.now ?? new Date();
  readonly #redeemed = new Set<string>();

  async start(options: Partial<GatewayOptions> = {}): Promise<this> {
    this.gateway = await startGateway({
      host: '127.0.0.1',
      port: 0,
      sessionsDomain: 'localhost',
      consoleUrl: 'http://127.0.0.1:3000/',
      endpointOf: (launchId) => this.#endpointOf(launchId),
      runFor: (who) => this.#runFor(who),
      secret,
      redeemed: { redeem: (ticketId) => this.#redeem(ticketId) },
      log: { info: (_, event) => this.logged.push(event), warn: (_, event) => this.logged.push(event) },
      recheckMs: 50,
      knownMs: 50,
      clock: this.#clock,
      ...options,
    });
    return this;
  }

  serve(launchId: string, origin: string, more: Partial<Endpoint> = {}): void {
    this.endpoints.set(launchId, { launchId, run: 1, origin, headers: {}, landingPath: '/lab', ...more });
  }

  hostOf(launchId: string): string {
    return `${launchId}.localhost:${this.gateway.port}`;
  }

  async ticket(launchId = launchA, userId = ada, credential?: AccessCredential): Promise<string> {
    const tickets = createTicketIssuer({
      secret,
      publicUrlOf: (id) => `http://${this.hostOf(id)}`,
      clock: this.#clock,
    });
    const url = new URL((await tickets.ticket({ launchId, userId, credential })).url);
    return url.pathname + url.search;
  }

  /** Whether this run's landing page answers through it: the worker asks. */
  probe(run: Pick<Endpoint, 'launchId' | 'run'>): Promise<boolean> {
    return createGatewayProbe(this.forWorker)(run);
  }

  /** How the worker asks it. */
  get forWorker() {
    return { gatewayOrigin: `http://127.0.0.1:${this.gateway.port}`, sessionsDomain: 'localhost', secret };
  }

  /** The `Cookie` header of one who has entered. */
  async cookie(launchId = launchA, userId = ada): Promise<string> {
    const { headers } = await this.ask({ launch: launchId, path: await this.ticket(launchId, userId) });
    return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  }

  open({ launch = launchA, host, method = 'GET', path = '/', headers = {} }: Question) {
    const { port } = this.gateway;
    const all = { host: host ?? this.hostOf(launch), ...headers };
    return request({ host: '127.0.0.1', port, method, path, headers: all, agent: false });
  }

  async ask(question: Question): Promise<Answer> {
    const opened = this.open(question);
    opened.end(question.body);
    const [answer] = (await once(opened, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
  }

  webSocket(
    cookie: string,
    { launch = launchA, path = '/echo', origin = `http://${this.hostOf(launch)}` } = {},
  ): WebSocket {
    const headers = { host: this.hostOf(launch), cookie };
    return new WebSocket(`ws://127.0.0.1:${this.gateway.port}${path}`, {
      headers,
      ...(origin === '' ? {} : { origin }),
    });
  }

  /** The status that a WebSocket is refused with. */
  async refusal(socket: WebSocket): Promise<number | undefined> {
    socket.on('error', () => undefined);
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    answer.resume();
    return answer.statusCode;
  }

  #endpointOf(launchId: string): Promise<Endpoint | undefined> {
    this.askedOfRuntime.push(launchId);
    return Promise.resolve(this.endpoints.get(launchId));
  }

  #runFor(who: Bearer): Promise<number | undefined> {
    const key = bearerKey(who);
    this.asked.push(key);
    return this.failure === undefined ? Promise.resolve(this.allowed.get(key)) : Promise.reject(this.failure);
  }

  #redeem(ticketId: string): Promise<boolean> {
    const isFirst = !this.#redeemed.has(ticketId);
    this.#redeemed.add(ticketId);
    return Promise.resolve(isFirst);
  }
}
