import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { until } from '../until.js';
import { registryProgram } from './registry-program.js';
import { startTokenServer, type TokenServer } from './token-server.js';

export type Entrance = 'open' | 'password' | 'token';

/** A registry of a test's own, and what is pushed to it. */
export interface ImageRegistry {
  /** `host:port` */
  readonly host: string;
  /** Undefined unless its entrance is `token`. */
  readonly tokens: TokenServer | undefined;
  push(repository: string, tag: string, content: Pushed): Promise<string>;
  blob(repository: string, content: object | Buffer): Promise<Descriptor>;
  close(): Promise<void>;
}

interface Options {
  /** `host:port` where it listens; a free port of this machine. */
  readonly host?: string;
  /** Whom it tells of pushes; nobody. */
  readonly hook?: { readonly url: string; readonly secret: string } | undefined;
}

export interface Pushed {
  readonly mediaType: string;
  readonly [member: string]: unknown;
}

export interface Descriptor {
  readonly digest: string;
  readonly size: number;
}

/** Of somebody who may pull and push. */
export const registryCredentials = { username: 'renku', token: 'of a test' };
/** The same by bcrypt. */
const HTPASSWD = 'renku:$2b$04$mG6HEPYeWYoMpaOTCTccFumhgOIClryUua70EvAKMHiEd6MUi4nly\n';

const bytesOf = (content: object | Buffer): Buffer =>
  Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** It tells again and again until it is answered. */
const notificationsTo = ({ hook }: Options): object => {
  const endpoint = hook && {
    ...{ name: 'renku-sessions', url: hook.url, headers: { Authorization: [`Bearer ${hook.secret}`] } },
    ...{ timeout: '1s', threshold: 3, backoff: '1s', ignore: { actions: ['pull'] } },
  };
  return { events: { includereferences: true }, endpoints: endpoint === undefined ? [] : [endpoint] };
};

/** The registry of `registryProgram`. */
export const startImageRegistry = async (
  entrance: Entrance = 'open',
  options: Options = {},
): Promise<ImageRegistry> => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-registry-'));
  const host = options.host ?? `127.0.0.1:${await freePort()}`;
  const tokens = entrance === 'token' ? await startTokenServer(directory, registryCredentials) : undefined;
  const htpasswd = { realm: 'a registry of tests', path: join(directory, 'htpasswd') };
  await writeFile(htpasswd.path, HTPASSWD);
  const auth = { open: undefined, password: { htpasswd }, token: { token: tokens?.configuration } }[entrance];
  const configuration = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(directory, 'data') } },
    http: { addr: host },
    notifications: notificationsTo(options),
    ...(auth && { auth }),
  };
  const file = join(directory, 'registry.json');
  await writeFile(file, JSON.stringify(configuration));
  const registry = spawn(registryProgram(), ['serve', file], {
    stdio: 'ignore',
    // distribution 3 would look for somebody to tell of its traces
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
  });
  const ended = once(registry, 'exit');
  await until('the registry answers', () => fetch(`http://${host}/v2/`).catch(() => undefined));

  const authorization = async (repository: string): Promise<string> => {
    if (tokens !== undefined) return `Bearer ${await tokens.tokenFor(repository, ['pull', 'push'])}`;
    return `Basic ${Buffer.from(`${registryCredentials.username}:${registryCredentials.token}`).toString('base64')}`;
  };
  const send = async (repository: string, method: string, url: string, type = '', body?: Buffer): Promise<Response> => {
    const headers = { authorization: await authorization(repository), 'content-type': type };
    const answer = await fetch(url, { method, headers, body: body === undefined ? null : new Uint8Array(body) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    ...{ host, tokens },
    push: async (repository, tag, content) => {
      const body = bytesOf(content);
      await send(repository, 'PUT', `http://${host}/v2/${repository}/manifests/${tag}`, content.mediaType, body);
      return digestOf(body);
    },
    blob: async (repository, content) => {
      const body = bytesOf(content);
      const begun = await send(repository, 'POST', `http://${host}/v2/${repository}/blobs/uploads/`);
      const url = new URL(begun.headers.get('location') ?? '', `http://${host}`);
      url.searchParams.set('digest', digestOf(body));
      await send(repository, 'PUT', url.href, 'application/octet-stream', body);
      return { digest: digestOf(body), size: body.length };
    },
    close: async () => {
      registry.kill();
      await ended;
      tokens?.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
