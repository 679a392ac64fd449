import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ApiUser, Ledger } from '../crash/src/api-user.js';
import { promisedAnswers } from '../crash/src/checks/promised-answers.js';
import { crashRun } from '../crash/src/crash-run.js';

test('nothing acknowledged is lost or doubled when the process is killed five times', async () => {
  const verdicts = await crashRun({ kills: 5, seed: 10, loadMs: 400, tell: () => undefined });
  expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

test('an answer that the API does not promise is a problem, with what its process said of it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'promised-answers-'));
  await writeFile(join(directory, 'api-1.log'), '{"traceId":"a1","msg":"another"}\n{"traceId":"b2","msg":"failed"}\n');
  const server = createServer((_, response) => response.writeHead(500).end('{"code":"internal","traceId":"b2"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ledger = new Ledger();
  const user = new ApiUser({ up: () => Promise.resolve(), apiUrl }, ledger, 'token', 'grace', 'u');
  await user.get('/projects');
  await user.command('POST', '/projects', {});
  const { problems } = await promisedAnswers(ledger, directory);
  const said = (method: string): string =>
    [`${method} /projects: 500 {"code":"internal","traceId":"b2"}`, 'api-1.log: {"traceId":"b2","msg":"failed"}'].join(
      '\n          ',
    );
  expect(problems).toEqual([said('GET'), said('POST')]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
});
