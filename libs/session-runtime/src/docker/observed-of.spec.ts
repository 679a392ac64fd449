import { describe, expect, test } from 'vitest';
import { observedOf } from './observed-of.js';
import type { ContainerExit, RunContainer, RunObjects } from './run-objects.js';

const key = { launchId: 'launch', run: 2 };
const container = (its: Partial<RunContainer> = {}): RunContainer => ({
  id: 'id',
  labels: {},
  state: 'running',
  ...its,
});
const exit = (code: number, its: Partial<ContainerExit> = {}) => ({
  code,
  isOutOfMemory: false,
  memoryLimit: 0,
  error: '',
  ...its,
});
const ended = (code: number, its: Partial<ContainerExit> = {}) => container({ state: 'ended', exit: exit(code, its) });
const seen = (notes: RunObjects['notes'], its?: RunContainer) => observedOf({ key, notes, container: its });
const [run, ready] = [{ run: {} }, { run: {}, ready: {} }];

describe('a run at an engine', () => {
  test('does not exist without its note, whatever container is left', () => {
    expect(seen({}, container())).toBeUndefined();
  });

  test('is starting from its note on', () => {
    expect(seen(run)).toEqual({ ...key, status: 'starting', phase: 'scheduling', warnings: [] });
    expect(seen(run, container({ state: 'created' }))).toMatchObject({ phase: 'starting' });
    expect(seen(run, container())).toMatchObject({ phase: 'checking' });
  });

  test('is as far as the process knows that starts it', () => {
    const progress = { ...key, status: 'starting', phase: 'pulling', detail: '1 of 2 MB', warnings: [] } as const;
    expect(observedOf({ key, notes: run }, progress)).toEqual(progress);
  });

  test('is ready once that is noted, with what was cloned', () => {
    const commits = [{ repository: 'analysis', commit: 'abc' }];
    const labels = { commits: JSON.stringify(commits) };
    expect(seen(ready, container({ labels }))).toEqual({ ...key, status: 'ready', commits, warnings: [] });
  });

  test('has failed where it was ready and its container was removed', () => {
    expect(seen(ready)).toMatchObject({ status: 'failed', reason: 'GONE' });
  });

  test('is stopping while it is ended, whatever becomes of its container', () => {
    expect(seen({ ...ready, ending: {} }, ended(137))).toMatchObject({ status: 'starting', phase: 'stopping' });
  });

  test('has failed where that is noted', () => {
    const failed = { reason: 'IMAGE_NOT_FOUND', message: 'No such image.' };
    expect(seen({ ...run, failed })).toEqual({ ...key, status: 'failed', ...failed });
  });

  test.each([
    [0, {}, { status: 'exited' }],
    [3, {}, { status: 'failed', reason: 'PROCESS_EXITED' }],
    [126, {}, { status: 'failed', reason: 'COMMAND_NOT_FOUND' }],
    [127, {}, { status: 'failed', reason: 'COMMAND_NOT_FOUND' }],
    [137, {}, { status: 'failed', reason: 'KILLED', message: expect.stringContaining('SIGKILL') }],
    [137, { memoryLimit: 2 ** 26 }, { reason: 'KILLED', message: expect.stringContaining('64 MiB') }],
    [137, { isOutOfMemory: true }, { status: 'failed', reason: 'OUT_OF_MEMORY' }],
  ])('that ended with exit code %i %j', (code, more, expected) => {
    expect(seen(ready, ended(code, more))).toMatchObject(expected);
  });

  test('that ended well before it was ready has failed', () => {
    expect(seen(run, ended(0))).toMatchObject({ reason: 'PROCESS_EXITED', message: expect.stringContaining('before') });
  });

  test('that may need a root to write to is still starting', () => {
    const labels = { root: 'read-only' };
    expect(seen(run, { ...ended(1), labels })).toMatchObject({ status: 'starting' });
    expect(seen(ready, { ...ended(1), labels })).toMatchObject({ status: 'failed' });
    expect(seen(run, { ...ended(1), labels: { root: 'writable' } })).toMatchObject({ status: 'failed' });
    expect(seen(run, { ...ended(127), labels })).toMatchObject({ reason: 'COMMAND_NOT_FOUND' });
  });
});
