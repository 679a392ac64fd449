import { randomUUID } from 'node:crypto';
import { until } from '../../support/until.js';

/** A body of which only a part is looked into. */
// biome-ignore lint/suspicious/noExplicitAny: the assertions say what is expected in it
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the assertions say what is expected in it
export type Loose = Record<string, any>;

export interface Answer<Body = Loose> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Call {
  /** An object is sent as JSON; text as it is. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Shared by everybody who talks to the same system, so that each sees what the others wrote. */
export interface Seen {
  position: bigint;
}

/** They pass by themselves. */
const passing: readonly unknown[] = ['read-model-behind', 'outcome-unknown'];

/** Somebody who calls the API with a token. Answers come back as they are, refusals too. */
export class Person {
  constructor(
    private readonly url: string,
    readonly token: string,
    readonly userId: string,
    private readonly seen: Seen,
  ) {}

  /**
   * Sends it again, as every client should and the console does, while a busy machine has not come so far or does not know
   * whether it happened: a command as the same one. Whoever asks for a position of their own is answered what the API says.
   */
  async call<Body = Loose>(method: string, path: string, { body, headers = {} }: Call = {}): Promise<Answer<Body>> {
    const own = method === 'GET' ? headers : { 'Idempotency-Key': randomUUID(), ...headers };
    const send = (): Promise<Answer<Body>> => this.once<Body>(method, path, body, own);
    if ('Min-Position' in headers) return send();
    let code: unknown;
    const look = async (): Promise<Answer<Body> | false> => {
      const answer = await send();
      ({ code } = Object(answer.body) as { code?: unknown });
      return !passing.includes(code) && answer;
    };
    return until(() => `${method} ${path} is answered, but for ${String(code)}`, look);
  }

  private async once<Body>(
    method: string,
    path: string,
    body: Call['body'],
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(method === 'GET' && { 'Min-Position': this.seen.position.toString() }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : (body ?? null),
    });
    this.sees(BigInt(response.headers.get('position') ?? 0));
    return { status: response.status, headers: response.headers, body: (await bodyOf(response)) as Body };
  }

  get<Body = Loose>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.call<Body>('GET', path, { headers });
  }

  post<Body = Loose>(
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    return this.call<Body>('POST', path, body === undefined ? { headers } : { body, headers });
  }

  /** A project of one's own. */
  async createProject(visibility: 'private' | 'public' = 'private', name = 'A project'): Promise<string> {
    return (await this.made<{ projectId: string }>('/projects', { name, visibility })).projectId;
  }

  /** A session of the catalogue's first environment. */
  async addSession(projectId: string, name = 'A session'): Promise<string> {
    const { body: catalogue } = await this.get<{ environmentId: string }[]>('/environments');
    const environment = { source: 'catalogue', environmentId: catalogue[0]?.environmentId };
    return (await this.made<{ sessionId: string }>(`/projects/${projectId}/sessions`, { environment, name })).sessionId;
  }

  async setRole(projectId: string, of: Person, role: 'viewer' | 'editor' | 'owner'): Promise<Answer> {
    return this.call('PUT', `/projects/${projectId}/members/${of.userId}`, { body: { role } });
  }

  async removeMember(projectId: string, who: Person): Promise<Answer> {
    return this.call('DELETE', `/projects/${projectId}/members/${who.userId}`);
  }

  /** What they read from now on is at least as new. */
  sees(position: bigint): void {
    if (position > this.seen.position) this.seen.position = position;
  }

  private async made<Body>(path: string, wanted: object): Promise<Body> {
    const { status, body } = await this.post<Body>(path, wanted);
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }
}

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return isJson ? (JSON.parse(text) as unknown) : text;
};
