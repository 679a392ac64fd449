import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';

const git = async (cwd: string, ...args: string[]): Promise<string> => {
  const author = ['-c', 'user.name=Example', '-c', 'user.email=example@example.org', '-c', 'commit.gpgSign=false'];
  return (await promisify(execFile)('git', [...author, ...args], { cwd })).stdout.trim();
};

const send = async (path: string, response: ServerResponse): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) createReadStream(path).pipe(response);
  else response.writeHead(404).end();
};

/** A real repository with some files, behind a real HTTP server at an address of this machine: Git's "dumb" protocol is plain files. */
export const startGitServer = async (
  files: Readonly<Record<string, string>>,
  address: string,
): Promise<{ url: string; commit: string; close(): Promise<void> }> => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-story-git-'));
  const source = join(directory, 'source');
  await mkdir(source);
  for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
  await git(source, 'init', '--quiet');
  await git(source, 'add', '.');
  await git(source, 'commit', '--quiet', '-m', 'The analysis');
  await git(directory, 'clone', '--quiet', '--bare', source, 'analysis.git');
  await git(join(directory, 'analysis.git'), 'update-server-info');

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://git');
    void send(join(directory, normalize(pathname)), response);
  });
  server.listen(0, address);
  await once(server, 'listening');
  return {
    url: `http://${address}:${(server.address() as AddressInfo).port}/analysis.git`,
    commit: await git(source, 'rev-parse', 'HEAD'),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(directory, { recursive: true, force: true });
    },
  };
};
