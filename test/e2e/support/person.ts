import { randomUUID } from 'node:crypto';

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

/** Somebody who calls the API with a token. Answers come back as they are, refusals too. */
export class Person {
  constructor(
    private readonly url: string,
    readonly token: string,
    readonly userId: string,
    private readonly seen: Seen,
  ) {}

  async call<Body = Loose>(method: string, path: string, { body, headers }: Call = {}): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(method === 'GET' ? { 'Min-Position': this.seen.position.toString() } : { 'Idempotency-Key': randomUUID() }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : (body ?? null),
    });
    this.remember(response.headers.get('position'));
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
    const { body } = await this.post<{ projectId: string }>('/projects', { name, visibility });
    return body.projectId;
  }

  /** A session of the catalogue's first environment. */
  async addSession(projectId: string, name = 'A session'): Promise<string> {
    const { body: catalogue } = await this.get<{ environmentId: string }[]>('/environments');
    const environment = { source: 'catalogue', environmentId: catalogue[0]?.environmentId };
    const { body } = await this.post<{ sessionId: string }>(`/projects/${projectId}/sessions`, { environment, name });
    return body.sessionId;
  }

  async setRole(projectId: string, of: Person, role: 'viewer' | 'editor' | 'owner'): Promise<Answer> {
    return this.call('PUT', `/projects/${projectId}/members/${of.userId}`, { body: { role } });
  }

  async removeMember(projectId: string, who: Person): Promise<Answer> {
    return this.call('DELETE', `/projects/${projectId}/members/${who.userId}`);
  }

  private remember(position: string | null): void {
    if (position !== null && BigInt(position) > this.seen.position) this.seen.position = BigInt(position);
  }
}

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return isJson ? (JSON.parse(text) as unknown) : text;
};
