import { v5 } from 'uuid';
import type { CrashingSystem } from './crashing-system.js';

/** Namespace of command ids, as docs/api.md promises: commandId = uuidv5([user, method, path, Idempotency-Key]). */
const COMMANDS = 'f2a1b8a6-6d0c-4f0e-9a53-0d7b1f5c7a10';
const ANSWER_MS = 20_000;
const PAUSE_MS = 25;

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
  readonly ifMatch?: string | undefined;
  /** Its absence makes a query of it. */
  readonly key?: string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** How often it was sent until it was answered. */
  readonly attempts: number;
}

/** A command that the API said was done. */
export interface Acknowledged {
  readonly call: Call;
  /** Who sent it. */
  readonly userId: string;
  readonly commandId: string;
  readonly status: number;
  readonly position: bigint;
  readonly attempts: number;
}

/** What became of the commands of all users. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  /** Refusals: 4xx. */
  readonly refused: Omit<Acknowledged, 'position'>[] = [];
  /** What must not happen: no position where one is promised, another answer to the same key, 5xx. */
  readonly surprises: string[] = [];

  /** How many launches began by a command. */
  get launches(): number {
    return this.acknowledged.filter(({ call, status }) => status === 202 && call.path.endsWith('/launch')).length;
  }

  get summary(): string {
    const { acknowledged, refused, launches } = this;
    return `${acknowledged.length} commands acknowledged (${launches} launches), ${refused.length} refused`;
  }
}

/** One client of one person. Repeats a request with the same key until it is answered, across crashes. */
export class ApiUser {
  private keys = 0;

  constructor(
    private readonly system: Pick<CrashingSystem, 'up' | 'apiUrl'>,
    private readonly ledger: Ledger,
    private readonly token: string,
    readonly name: string,
    readonly userId: string,
  ) {}

  async get<Body>(path: string): Promise<Body | undefined> {
    const { status, body } = await this.send({ method: 'GET', path });
    return status === 200 ? (body as Body) : undefined;
  }

  /** Undefined when it was refused. */
  async command(method: string, path: string, body?: object, ifMatch?: string): Promise<Reply | undefined> {
    this.keys += 1;
    const call: Call = { method, path, body, ifMatch, key: `${this.name}-${this.keys}` };
    const reply = await this.send(call);
    return this.note(call, reply) ? reply : undefined;
  }

  /** The same request with the same key once more must be answered the same. */
  async repeat({ call, position, status }: Acknowledged): Promise<void> {
    const again = await this.send(call);
    // what it was about may have been removed meanwhile; 5xx is noted as of any answer
    if (again.status >= 400) return;
    const at = again.headers.get('position');
    if (at !== position.toString() || again.status !== status)
      this.ledger.surprises.push(
        `${call.method} ${call.path} (${call.key ?? ''}) was answered ${status} at ${position}, then ${again.status} at ${at ?? '–'}`,
      );
  }

  async send(call: Call): Promise<Reply> {
    for (let attempts = 1; ; attempts += 1) {
      await this.system.up();
      const reply = await this.attempt(call).catch(() => undefined);
      if (reply !== undefined && reply.status !== 503) {
        if (reply.status >= 500) this.surprise(call, reply);
        return { ...reply, attempts };
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async attempt({ method, path, body, ifMatch, key }: Call): Promise<Omit<Reply, 'attempts'>> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    };
    const response = await fetch(`${this.system.apiUrl()}/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  private surprise({ method, path }: Call, { status, body }: Omit<Reply, 'attempts'>): void {
    this.ledger.surprises.push(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  }

  private note(call: Call, reply: Reply): boolean {
    const { status, headers, attempts } = reply;
    const commandId = v5(JSON.stringify([this.userId, call.method, `/api/v1${call.path}`, call.key]), COMMANDS);
    const position = headers.get('position');
    const sent = { call, userId: this.userId, commandId, status, attempts };
    if (status < 300 && position !== null) {
      this.ledger.acknowledged.push({ ...sent, position: BigInt(position) });
      return true;
    }
    if (status >= 403 && status < 500) this.ledger.refused.push(sent);
    else if (status < 500) this.surprise(call, reply);
    return false;
  }
}
