import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Git's own HTTP server with repositories of a test. */
export interface GitServer {
  readonly origin: string;
  /** What private repositories are read with, as GitLab has it: user oauth2. */
  readonly token: string;
  /** Answers nothing any more until it is set again. */
  hangs: boolean;
  /** Makes the repository where it is missing. Answers the hash of the new head. */
  commit(path: string, change: Change): Promise<string>;
  /** Where an empty repository was made that is served at the path: to push to. */
  create(path: string): Promise<string>;
  /** Moves a branch to a commit that there is. */
  reset(path: string, branch: string, commit: string): Promise<void>;
  deleteBranch(path: string, branch: string): Promise<void>;
  close(): Promise<void>;
}

interface Change {
  readonly branch?: string;
  /** File → content. */
  readonly files: Readonly<Record<string, string>>;
}

const TOKEN = 'a-token-of-a-test';
const authorization = `Basic ${Buffer.from(`oauth2:${TOKEN}`).toString('base64')}`;
const nobody = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'commit.gpgsign=false'];

const git = async (cwd: string, ...args: readonly string[]): Promise<string> => {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' };
  return (await promisify(execFile)('git', [...nobody, ...args], { cwd, env })).stdout.trim();
};

/** As a CGI program answers: headers, an empty line, the body. */
const relay = (answer: Buffer, response: ServerResponse): void => {
  const end = answer.indexOf('\r\n\r\n');
  const headers = answer
    .toString('latin1', 0, end)
    .split('\r\n')
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
  response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
  response.end(answer.subarray(end + 4));
};

const answer = async (root: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '', 'http://git');
  const program = spawn('git', ['http-backend'], {
    env: {
      ...{ PATH: process.env['PATH'] ?? '', GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1' },
      ...{ PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1), REQUEST_METHOD: request.method ?? '' },
      ...{ CONTENT_TYPE: request.headers['content-type'] ?? '' },
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      ...(request.headers['content-encoding'] === 'gzip' ? { HTTP_CONTENT_ENCODING: 'gzip' } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(program.stdin);
  const chunks: Buffer[] = [];
  for await (const chunk of program.stdout) chunks.push(chunk as Buffer);
  relay(Buffer.concat(chunks), response);
};

/** `/private/…` asks for the token; all else is for everybody. */
export const startGitServer = async (): Promise<GitServer> => {
  const root = await mkdtemp(join(tmpdir(), 'renku-sessions-git-server-'));
  const [bare, work] = [join(root, 'bare'), join(root, 'work')];
  await Promise.all([mkdir(bare), mkdir(work)]);
  const server = createServer((request, response) => {
    if (self.hangs) return;
    const isPrivate = request.url?.startsWith('/private/') === true;
    if (isPrivate && request.headers.authorization !== authorization)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    else void answer(bare, request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const create = async (path: string): Promise<string> => {
    await mkdir(dirname(join(bare, path)), { recursive: true });
    await git(bare, 'init', '--quiet', '--bare', '--initial-branch=main', `${path}.git`);
    return join(bare, `${path}.git`);
  };
  const checkedOut = async (path: string): Promise<string> => {
    const directory = join(work, path);
    const made = await mkdir(directory, { recursive: true });
    if (made === undefined) return directory;
    await git(directory, 'init', '--quiet', '--initial-branch=main');
    await git(directory, 'remote', 'add', 'origin', await create(path));
    return directory;
  };
  const self: GitServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ token: TOKEN, hangs: false, create },
    commit: async (path, { branch = 'main', files }) => {
      const directory = await checkedOut(path);
      await git(directory, 'checkout', '--quiet', '-B', branch);
      for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
      await git(directory, 'add', '.');
      await git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'a change');
      await git(directory, 'push', '--quiet', '--force', 'origin', branch);
      return git(directory, 'rev-parse', 'HEAD');
    },
    reset: async (path, branch, commit) => {
      await git(join(work, path), 'push', '--quiet', '--force', 'origin', `${commit}:refs/heads/${branch}`);
    },
    deleteBranch: async (path, branch) => {
      await git(join(work, path), 'push', '--quiet', 'origin', '--delete', branch);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
  return self;
};
