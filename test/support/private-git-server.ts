import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface PrivateGitServer {
  /** As people's connections have it. */
  readonly host: string;
  /** Of the one repository, which nobody sees without the token; its README.md says `# Private`. */
  readonly url: string;
  /** The same for everybody. */
  readonly publicUrl: string;
  /** Leads to the repository at another name of this machine. */
  readonly movedUrl: string;
  readonly commit: string;
  /** In order. */
  readonly asked: readonly Asked[];
  /** What opens it from now on. */
  accept(token: string): void;
  close(): Promise<void>;
}

interface Asked {
  /** As the request names it. */
  readonly host: string;
  readonly path: string;
  readonly hasPassword: boolean;
}

interface Options {
  readonly token: string;
  readonly address?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Awaited before each answer. */
  readonly whenAsked?: (asked: Asked) => Promise<void>;
}

const passwordIn = ({ headers: { authorization = '' } }: IncomingMessage): string => {
  const [, encoded = ''] = /^Basic (.+)$/.exec(authorization) ?? [];
  return Buffer.from(encoded, 'base64').toString().split(':').slice(1).join(':');
};

/** A private repository as a code host has it: Git's own server of HTTP, behind a password that is a token. */
export const startPrivateGitServer = async ({
  token,
  address = '127.0.0.1',
  tls,
  whenAsked = () => Promise.resolve(),
}: Options): Promise<PrivateGitServer> => {
  const root = await mkdtemp(join(tmpdir(), 'renku-sessions-private-git-'));
  const commit = await makeRepository(root);
  let accepted = token;
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const password = passwordIn(request);
    const now = { host: String(request.headers.host), path: pathname, hasPassword: password !== '' };
    asked.push(now);
    await whenAsked(now);
    const [, name, ...rest] = pathname.split('/');
    const path = ['/private.git', ...rest].join('/');
    if (name === 'moved.git')
      response.writeHead(302, { location: `${elsewhere}${path}?${searchParams.toString()}` }).end();
    else if (name === 'public.git' || (name === 'private.git' && password === accepted))
      serve(root, path, request, response);
    else response.writeHead(refusalOf(name, password), { 'www-authenticate': 'Basic realm="git"' }).end();
  };
  const listener: RequestListener = (request, response) => void answer(request, response);
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, address);
  await once(server, 'listening');
  const scheme = tls === undefined ? 'http' : 'https';
  const { port } = server.address() as AddressInfo;
  const [origin, elsewhere] = [`${scheme}://${address}:${port}`, `${scheme}://localhost:${port}`];
  return {
    ...{ host: `${address}:${port}`, commit, asked },
    ...{ url: `${origin}/private.git`, publicUrl: `${origin}/public.git`, movedUrl: `${origin}/moved.git` },
    accept: (newer) => {
      accepted = newer;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(root, { recursive: true, force: true });
    },
  };
};

/** `forbidden.git` knows whose token it is, and that they may not read it. */
const refusalOf = (name: string | undefined, password: string): number => {
  if (name === 'private.git') return 401;
  if (name === 'forbidden.git') return password === '' ? 401 : 403;
  return 404;
};

/** By `git http-backend`, which speaks CGI. */
const serve = (root: string, path: string, request: IncomingMessage, response: ServerResponse): void => {
  const { searchParams } = new URL(request.url ?? '/', 'http://x');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: searchParams.toString(),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const said = Buffer.concat(chunks);
    const end = said.indexOf('\r\n\r\n');
    const lines = said.subarray(0, end).toString().split('\r\n');
    const headers = lines.map((line) => line.split(': ') as [string, string]);
    const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.end(said.subarray(end + 4));
  });
};

const makeRepository = async (root: string): Promise<string> => {
  const source = join(root, 'source');
  await mkdir(source);
  await writeFile(join(source, 'README.md'), '# Private\n');
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgSign=false'];
  await git(source, 'init', '--quiet');
  await git(source, 'add', '.');
  await git(source, ...author, 'commit', '--quiet', '-m', 'First');
  await git(root, 'clone', '--quiet', '--bare', source, 'private.git');
  return (await git(source, 'rev-parse', 'HEAD')).trim();
};

const git = async (cwd: string, ...args: string[]): Promise<string> => {
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  return (await promisify(execFile)('git', args, { cwd, env })).stdout;
};
