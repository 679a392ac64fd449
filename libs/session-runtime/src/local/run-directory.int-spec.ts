import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectory } from './data-directory.js';
import type { RunRecord } from './run-record.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'renku-sessions-runs-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('the end of a run takes no room, since a disk may be full, and is asked for once', async () => {
  const run = new DataDirectory(directory).run('launch-1', 1);
  await run.create({ spec: {}, epoch: '1' } as unknown as RunRecord);
  await run.requestEnd();
  const since = await run.endRequestedAt();
  await run.requestEnd();
  expect(since).toBeDefined();
  expect(await run.endRequestedAt()).toBe(since);
  expect((await stat(join(run.path, 'end.json'))).size).toBe(0);
});
