import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programPath } from '#libs/package';
import { DataDirectory } from '../data-directory.js';
import type { RunRecord } from '../run-record.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'renku-sessions-runner-'));
});
afterEach(() => rm(directory, { recursive: true }));

const runner = (run: string): ChildProcess =>
  spawn(process.execPath, [programPath('session-runner'), directory, 'launch-1', run], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

test('a runner whose backend ends before it was told what to clone with claims nothing: the next one gets it', async () => {
  const run = new DataDirectory(directory).run('launch-1', 1);
  await run.create({ spec: {}, epoch: '1' } as unknown as RunRecord);
  const child = runner('1');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await run.runner()).toBeUndefined();
  expect(await readdir(run.path)).toEqual(['launch.json']);
});

test('one that is told claims it, and says so', async () => {
  const run = new DataDirectory(directory).run('launch-1', 2);
  // nothing to conduct: it ends by itself
  await mkdir(run.path, { recursive: true });
  const child = runner('2');
  const claimed = once(child, 'message');
  child.send({});
  expect(await claimed).toEqual(['claimed', undefined]);
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await run.runner()).toMatchObject({ pid: child.pid });
});
