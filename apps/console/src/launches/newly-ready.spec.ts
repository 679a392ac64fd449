import { expect, test } from 'vitest';
import type { Launch } from '../api/schema.js';
import { newlyReady } from './newly-ready.js';

const launch = (launchId: string, status: Launch['status']) => ({ launchId, status });

test('ready is what was being launched when it was looked at before, and runs now', () => {
  const before = [launch('a', 'launching'), launch('b', 'running'), launch('c', 'launching'), launch('d', 'paused')];
  const now = ['a', 'b', 'd', 'e'].map((launchId) => launch(launchId, 'running'));
  expect(newlyReady(before, [...now, launch('c', 'failed')])).toEqual([launch('a', 'running')]);
});
