import { describe, expect, test } from '@jest/globals';
import type { Observed } from '#libs/session-runtime';
import { ObservedRuns } from './observed-runs.js';

const ready = (run: number): Observed => ({ launchId: 'l', run, status: 'ready', commits: [], warnings: [] });
const starting = (run: number): Observed => ({ launchId: 'l', run, status: 'starting', phase: 'disk', warnings: [] });
const gone = (run: number): Observed => ({ launchId: 'l', run, status: 'gone' });

/** Listings that the spec answers one by one. */
const listings = () => {
  const waiting: ((listed: Observed[]) => void)[] = [];
  const list = (): Promise<Observed[]> => new Promise((resolve) => waiting.push(resolve));
  return { waiting, runs: new ObservedRuns({ list }) };
};

describe('what the runtime shows', () => {
  test('is what the feed says', () => {
    const { runs } = listings();
    runs.note(starting(1));
    runs.note(ready(1));
    expect(runs.of('l')).toEqual([ready(1)]);
    runs.note(gone(1));
    expect(runs.all()).toEqual([]);
  });

  test('is what a listing says, absence included', async () => {
    const { runs, waiting } = listings();
    runs.note(ready(1));
    const listed = runs.refresh();
    waiting[0]?.([ready(2)]);
    await listed;
    expect(runs.of('l')).toEqual([ready(2)]);
  });

  test('is what the feed said during a listing, which may be older', async () => {
    const { runs, waiting } = listings();
    const listed = runs.refresh();
    runs.note(ready(1));
    runs.note(gone(2));
    waiting[0]?.([starting(1), ready(2)]);
    await listed;
    expect(runs.of('l')).toEqual([ready(1)]);
  });

  test('is listed anew for whoever asks while a listing is under way, once for all of them', async () => {
    const { runs, waiting } = listings();
    const first = runs.refresh();
    const others = [runs.refresh(), runs.refresh()];
    waiting[0]?.([]);
    await first;
    while (waiting.length < 2) await Promise.resolve();
    waiting[1]?.([ready(1)]);
    await Promise.all(others);
    expect(waiting).toHaveLength(2);
    expect(runs.of('l')).toEqual([ready(1)]);
  });
});
