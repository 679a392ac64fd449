import { describe, expect, test } from 'vitest';
import type { Observed } from '#libs/session-runtime';
import { ObservedRuns } from './observed-runs.js';

const ready = (run: number): Observed => ({ launchId: 'l', run, status: 'ready', commits: [], warnings: [] });
const starting = (run: number): Observed => ({ launchId: 'l', run, status: 'starting', phase: 'disk', warnings: [] });
const gone = (run: number): Observed => ({ launchId: 'l', run, status: 'gone' });

/** Listings that the spec answers one by one. */
const listings = () => {
  const waiting: ((listed: Observed[]) => void)[] = [];
  const answered = (): Promise<Observed[]> => new Promise((resolve) => waiting.push(resolve));
  return {
    waiting,
    runs: new ObservedRuns({ list: answered, look: answered }, (launchId) => launchId !== 'of another worker'),
  };
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
    const listed = runs.list();
    waiting[0]?.([ready(2)]);
    await listed;
    expect(runs.of('l')).toEqual([ready(2)]);
  });

  test('is what the feed said during a listing, which may be older', async () => {
    const { runs, waiting } = listings();
    const listed = runs.list();
    runs.note(ready(1));
    runs.note(gone(2));
    waiting[0]?.([starting(1), ready(2)]);
    await listed;
    expect(runs.of('l')).toEqual([ready(1)]);
  });

  test('is what a look at one launch says, and of the others as before', async () => {
    const { runs, waiting } = listings();
    runs.note(ready(1));
    runs.note({ ...ready(1), launchId: 'other' });
    const looked = runs.look('l');
    waiting[0]?.([]);
    await looked;
    expect(runs.of('l')).toEqual([]);
    expect(runs.of('other')).toHaveLength(1);
  });

  test('is what the feed said during a look, whatever else was asked meanwhile', async () => {
    const { runs, waiting } = listings();
    const [looked, listed] = [runs.look('l'), runs.list()];
    runs.note(ready(1));
    waiting[1]?.([]);
    await listed;
    waiting[0]?.([]);
    await looked;
    expect(runs.of('l')).toEqual([ready(1)]);
  });

  test('is nothing of launches that another worker acts for', async () => {
    const { runs, waiting } = listings();
    const others = { ...ready(1), launchId: 'of another worker' };
    runs.note(others);
    const listed = runs.list();
    waiting[0]?.([ready(1), others]);
    await listed;
    expect(runs.all()).toEqual([ready(1)]);
  });

  test('stays as it was when it cannot be asked', async () => {
    const runs = new ObservedRuns(
      {
        list: () => Promise.reject(new Error('down')),
        look: () => Promise.reject(new Error('down')),
      },
      () => true,
    );
    runs.note(ready(1));
    await expect(runs.look('l')).rejects.toThrow('down');
    expect(runs.of('l')).toEqual([ready(1)]);
  });
});
