import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** How long what is refused for the moment (503) is asked for again. */
const PATIENCE_MS = 30_000;
/** Within which every request is answered, be it that it was in vain. */
const ANSWER_MS = 60_000;

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | undefined;
}

interface Call {
  readonly body?: object;
  readonly ifMatch?: string | undefined;
  readonly accept?: string;
}

/** Just enough of a client: reads its own writes, asks again when it is told to, and throws the problem where the API answers one. */
export class ApiClient {
  private position = '0';

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** From now on answers must include what was seen elsewhere, e.g. live. */
  hasSeen({ position }: { readonly position: string }): void {
    if (BigInt(position) > BigInt(this.position)) this.position = position;
  }

  async call<Body>(method: string, path: string, call: Call = {}): Promise<Answer<Body>> {
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    const response = await this.ask(path, { method, headers: this.headers(method, call), body });
    this.position = response.headers.get('position') ?? this.position;
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Body,
      etag: response.headers.get('etag') ?? undefined,
    };
  }

  private async ask(path: string, request: RequestInit): Promise<Response> {
    const started = performance.now();
    for (;;) {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const response = await fetch(`${this.url}/api/v1${path}`, { ...request, signal }).catch((cause: unknown) => {
        throw new Error(`${request.method ?? ''} ${path} was not answered`, { cause });
      });
      if (response.status !== 503 || performance.now() - started > PATIENCE_MS) return response;
      await response.body?.cancel();
      await delay(Number(response.headers.get('retry-after') ?? 1) * 1000);
    }
  }

  private headers(method: string, { body, ifMatch, accept }: Call): Record<string, string> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      Accept: accept,
      ...(method === 'GET' ? { 'Min-Position': this.position } : { 'Idempotency-Key': randomUUID() }),
      'If-Match': ifMatch,
      'Content-Type': body && 'application/json',
    };
    return Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
  }
}
