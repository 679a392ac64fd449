import { Problem } from './problem.js';

export interface AccessTokens {
  /** One that is valid for a while. */
  fresh(): Promise<string>;
  /** A new one, although the present one looks valid. */
  renew(): Promise<string>;
}

interface Request {
  readonly body?: object;
  readonly ifMatch?: string;
}

export interface Tagged<Body> {
  readonly body: Body;
  readonly etag: string | undefined;
}

export interface First<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

const base = '/api/v1';
const LONGEST_PAGE = 200;
/** So many requests are made at most for one list. */
const PAGES = 20;

/**
 * Seconds until the same request is sent again; undefined: it is not. A command keeps its Idempotency-Key, so one whose
 * outcome is unknown, or whose answer was lost on the way, is not done twice.
 */
const secondsToWait = (error: unknown, attempt: number): number | undefined => {
  if (error instanceof TypeError) return attempt < 3 ? attempt / 2 : undefined;
  if (!(error instanceof Problem)) return undefined;
  const isPassing = error.code === 'read-model-behind' || error.code === 'outcome-unknown';
  return isPassing && attempt < 5 ? (error.retryAfter ?? 1) : undefined;
};

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const nextPage = (response: Response): string | undefined =>
  /<\/api\/v1([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];

/**
 * The REST API for one signed-in person. It reads its own writes: what an answer or a live event said of the log's position
 * is asked for in the reads that follow. Throws `Problem`, and TypeError where the server cannot be reached.
 */
export class ApiClient {
  private position = 0n;

  constructor(private readonly tokens: AccessTokens) {}

  /** Later reads show the log at least up to here. */
  saw(position: string | null | undefined): void {
    if (position === null || position === undefined) return;
    const seen = BigInt(position);
    if (seen > this.position) this.position = seen;
  }

  async get<Body>(path: string): Promise<Body> {
    return (await this.getTagged<Body>(path)).body;
  }

  /** With the ETag that a later change of it has to name. */
  async getTagged<Body>(path: string): Promise<Tagged<Body>> {
    const response = await this.request('GET', path, {}, undefined);
    return { body: (await response.json()) as Body, etag: response.headers.get('etag') ?? undefined };
  }

  async getText(path: string): Promise<string> {
    return (await this.request('GET', path, {}, undefined)).text();
  }

  /** The first of a list, `count` of them where there are as many. Pages may be shorter than asked for, even empty. */
  async getFirst<Item>(path: string, count: number): Promise<First<Item>> {
    const items: Item[] = [];
    let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=${Math.min(count, LONGEST_PAGE)}`;
    for (let page = 0; next !== undefined && items.length < count && page < PAGES; page += 1) {
      const response: Response = await this.request('GET', next, {}, undefined);
      items.push(...((await response.json()) as Item[]));
      next = nextPage(response);
    }
    return { items: items.slice(0, count), hasMore: next !== undefined || items.length > count };
  }

  /** All of a list, up to 2,000. */
  async getAll<Item>(path: string): Promise<readonly Item[]> {
    return (await this.getFirst<Item>(path, 2_000)).items;
  }

  /** One command: repeats of a request whose outcome is unknown stay the same command. */
  async send<Body = undefined>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    request: Request = {},
  ): Promise<Body> {
    const response = await this.request(method, path, request, crypto.randomUUID());
    this.saw(response.headers.get('position'));
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }

  private async request(method: string, path: string, request: Request, key: string | undefined): Promise<Response> {
    let token = await this.tokens.fresh();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(method, path, request, key, token);
      } catch (error) {
        const wait = secondsToWait(error, attempt);
        if (attempt === 1 && error instanceof Problem && error.status === 401) token = await this.tokens.renew();
        else if (wait !== undefined) await pause(wait);
        else throw error;
      }
    }
  }

  private async once(
    method: string,
    path: string,
    { body, ifMatch }: Request,
    key: string | undefined,
    token: string,
  ): Promise<Response> {
    const headers = new Headers({ Authorization: `Bearer ${token}` });
    if (method === 'GET') headers.set('Min-Position', this.position.toString());
    if (key !== undefined) headers.set('Idempotency-Key', key);
    if (ifMatch !== undefined) headers.set('If-Match', ifMatch);
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(base + path, { method, headers, cache: 'no-store', body: text });
    if (!response.ok) throw await Problem.of(response);
    return response;
  }
}
