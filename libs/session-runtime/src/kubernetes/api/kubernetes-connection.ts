import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal: AbortSignal;
  /** Milliseconds that an answer may be silent for once it has begun. */
  readonly silenceMs: number;
}

type Credentials = Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'rejectUnauthorized'> & {
  readonly servername?: string | undefined;
};

/** Launches come in bursts: a TLS connection is not made anew for each. API servers themselves close what is idle for longer. */
const KEEP_ALIVE_MS = 60_000;

/**
 * One cluster as one user. client-node reads the kubeconfig and keeps the credentials fresh; its own calls would open a TLS
 * connection each, and make an object of every field that they are answered, so requests are sent here.
 */
export class KubernetesConnection {
  private pool: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;

  constructor(
    private readonly config: KubeConfig,
    private readonly connections = 24,
  ) {}

  async send({ method, path, query, body, contentType = 'application/json', signal, silenceMs }: ApiRequest) {
    const options: RequestOptions & { servername?: string } = {};
    await this.config.applyToHTTPSOptions(options);
    return request(this.urlOf(path, query), {
      method,
      signal,
      dispatcher: this.dispatcherFor(options),
      headers: {
        ...(options.headers as Record<string, string> | undefined),
        accept: 'application/json',
        'content-type': contentType,
      },
      body: body === undefined ? null : JSON.stringify(body),
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
      // undici would give up the connection after each deletion that has a body, in case that a server does not expect one.
      reset: false,
    });
  }

  async close(): Promise<void> {
    await this.pool?.dispatcher.destroy();
  }

  private urlOf(path: string, query: ApiRequest['query'] = {}): URL {
    const url = new URL(`${this.config.getCurrentCluster()?.server.replace(/\/$/, '') ?? ''}${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return url;
  }

  /** Client certificates are renewed now and then: then connections are made anew. */
  private dispatcherFor(credentials: Credentials): Dispatcher {
    const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = credentials;
    const id = [ca, cert, key, pfx, passphrase, rejectUnauthorized, servername].map(String).join();
    if (this.pool?.key === id) return this.pool.dispatcher;
    const old = this.pool;
    this.pool = { key: id, dispatcher: this.connect(credentials) };
    // its watches go on for minutes: nobody waits for them
    void old?.dispatcher.close().catch(() => undefined);
    return this.pool.dispatcher;
  }

  private connect(credentials: Credentials): Dispatcher {
    const pool = { connections: this.connections, keepAliveTimeout: KEEP_ALIVE_MS };
    const options = this.config.createDispatcherOptions(this.config.getCurrentCluster(), credentials);
    switch (options.type) {
      case 'proxy':
        return new ProxyAgent({ uri: options.uri, requestTls: options.requestTls, ...pool });
      case 'socks':
        throw new Error(
          'The kubeconfig names a SOCKS proxy, which is not spoken here: name an http proxy (proxy-url).',
        );
      case 'agent':
        return new Agent({ connect: options.connect, ...pool });
      case 'none':
        return new Agent(pool);
    }
  }
}
