import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Program } from '../support/program.js';
import { endSessions } from '../support/session-processes.js';
import { until } from '../support/until.js';
import { System, startProgram } from './support/system.js';

// on a busy machine programs take seconds to start
const PATIENCE_MS = 60_000;
const ending: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ending.reverse()) await end();
});

test('a backup taken under load holds every command that was acknowledged before it, and its documents are rebuilt', async () => {
  const system = await System.start();
  ending.push(() => system.remove());
  const grace = await system.person('grace');
  const shared = await grace.createProject();
  const acknowledged: { readonly projectId: string; readonly position: bigint }[] = [];
  const enough = new AbortController();
  const load = (async (): Promise<void> => {
    while (!enough.signal.aborted) {
      const { body, headers } = await grace.post<{ projectId: string }>('/projects', {
        name: 'Under load',
        visibility: 'private',
      });
      acknowledged.push({ projectId: body.projectId, position: BigInt(headers.get('position') ?? '') });
    }
  })();
  await until('there is load', () => acknowledged.length > 20);

  const directory = await mkdtemp(join(tmpdir(), 'backup-e2e-'));
  ending.push(() => rm(directory, { recursive: true, force: true }));
  const [out, dataDir] = [join(directory, 'copy'), join(directory, 'data')];
  const before = acknowledged.length;
  const taken = await system.cli('backup', '--out', out).ended(PATIENCE_MS);
  const during = acknowledged.length - before;
  enough.abort();
  await load;
  expect([taken.code, taken.stderr]).toEqual([0, '']);
  expect(during).toBeGreaterThan(0);
  const position = BigInt(/up to position (\d+)/.exec(taken.stdout)?.[1] ?? '');
  const held = acknowledged.filter((command) => command.position <= position);
  expect(held.length).toBeGreaterThanOrEqual(before);

  const cli = (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    new Program('bin/renku-sessions.js', args, { DATA_DIR: dataDir }).ended(PATIENCE_MS);
  expect(await cli('restore', out, '--data-dir', dataDir)).toMatchObject({ code: 0, stderr: '' });
  // as an operator does who keeps the keys apart
  await cp(join(system.dataDir, 'signing'), join(dataDir, 'signing'), { recursive: true });
  const program = await startProgram(dataDir);
  ending.push(() => endSessions(dataDir));
  ending.push(() => program.end());
  const url = await program.ready();
  const token = await program.token('grace');
  const read = (path: string): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  const isBuilt = async () => (await fetch(`${url}/readyz`)).status === 200;
  await until('its documents are rebuilt', isBuilt);
  // the same person: without the users nobody would reach what is theirs
  for (const { projectId } of [{ projectId: shared }, ...held])
    expect([projectId, (await read(`/projects/${projectId}`)).status]).toEqual([projectId, 200]);
  expect(await cli('projections', 'verify')).toMatchObject({ code: 0, stderr: '' });
  expect(await cli('log', 'verify')).toMatchObject({ code: 0, stderr: '' });
  const [file, keys] = [join(directory, 'export.ndjson'), join(directory, 'keys.json')];
  await writeFile(keys, await (await fetch(`${system.url}/api/v1/signing-keys`)).text());
  expect(await cli('export', shared, '--out', file)).toMatchObject({ code: 0, stderr: '' });
  expect(await cli('verify', file, '--key', keys)).toMatchObject({ code: 0, stderr: '' });
});
