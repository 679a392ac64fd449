import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface GitServer {
  /**
   * /good.git is a repository, to which /good leads as it does at GitLab; /private.git asks for a password, /moved.git leads to
   * /good.git at `elsewhere`, all else is not found.
   */
  readonly origin: string;
  /** Another origin of the same server. */
  readonly elsewhere: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  /** The newest commit of /good.git, and the one before. */
  readonly commit: string;
  readonly earlier: string;
  /** The same repository as /good.git at an address that answers nothing until it is released. */
  hold(): { readonly url: string; readonly release: () => void };
  /** The address of a repository with one file, whose name is `caf\xe9.txt`: no UTF-8. */
  odd(): Promise<string>;
  close(): Promise<void>;
}

/** A real repository behind a real HTTP server (Git's "dumb" protocol: plain files), at an address of this machine. */
export async function startGitServer(address = '127.0.0.1'): Promise<GitServer> {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-git-'));
  const { commit, earlier } = await makeRepository(directory);
  const asked: string[] = [];
  const releases = new Map<string, Promise<void>>();
  const server = createServer((request, response) => {
    const { host = '' } = request.headers;
    const { href, pathname: path } = new URL(request.url ?? '/', `http://${host}`);
    asked.push(href);
    const [, held] = /^\/held\/([^/]+)\//.exec(path) ?? [];
    if (path.startsWith('/private.git/')) response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    else if (/^\/(moved\.git|good)\//.test(path)) response.writeHead(301, { location: leadsTo(path) }).end();
    else if (held !== undefined) {
      void releases
        .get(held)
        ?.then(() => sendFile(join(directory, 'good.git', path.split('/').slice(3).join('/')), response));
    } else void sendFile(join(directory, path), response);
  });
  server.listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [origin, elsewhere] = [`http://${address}:${port}`, `http://localhost:${port}`];
  const leadsTo = (path: string): string =>
    path.startsWith('/good/') ? origin + path.replace('/good', '/good.git') : elsewhere + path.replace('moved', 'good');
  return {
    origin,
    elsewhere,
    asked,
    commit,
    earlier,
    hold: () => {
      const name = randomUUID();
      let release = (): void => undefined;
      releases.set(name, new Promise((resolve) => (release = resolve)));
      return { url: `${origin}/held/${name}`, release };
    },
    odd: async () => {
      await makeOddRepository(directory);
      return `${origin}/odd.git`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile()) createReadStream(path).pipe(response);
  else response.writeHead(404).end();
}

/** good.git, bare, with one commit, ready to be served as files. Returns the commit. */
async function makeRepository(directory: string): Promise<Pick<GitServer, 'commit' | 'earlier'>> {
  const source = join(directory, 'source');
  await mkdir(source);
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgSign=false'];
  await git(source, 'init', '--quiet');
  const commit = async (readme: string): Promise<string> => {
    await writeFile(join(source, 'README.md'), readme);
    await git(source, 'add', '.');
    await git(source, ...author, 'commit', '--quiet', '-m', readme);
    return (await git(source, 'rev-parse', 'HEAD')).trim();
  };
  const earlier = await commit('# Draft\n');
  const newest = await commit('# Analysis\n');
  await git(directory, 'clone', '--quiet', '--bare', source, 'good.git');
  await git(join(directory, 'good.git'), 'update-server-info');
  return { commit: newest, earlier };
}

/** Without a working tree: not every computer has files of such names. */
async function makeOddRepository(directory: string): Promise<void> {
  const path = join(directory, 'odd.git');
  await git(directory, 'init', '--quiet', '--bare', path);
  const head = (await git(path, 'symbolic-ref', 'HEAD')).trim();
  const commit = [`commit ${head}`, 'committer Test <test@example.org> 0 +0000', 'data 3', 'Odd'];
  const importing = promisify(execFile)('git', ['fast-import', '--quiet'], { cwd: path });
  importing.child.stdin?.end([...commit, 'M 100644 inline "caf\\351.txt"', 'data 4', 'odd', '', ''].join('\n'));
  await importing;
  await git(path, 'update-server-info');
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  return (await promisify(execFile)('git', args, { cwd, env })).stdout;
}
