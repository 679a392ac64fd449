import { describe, expect, test } from 'vitest';
import { type Recorded, UnreadableEventError } from '#libs/event-sourcing';
import type { Launch, LaunchStatus } from '../../launch.js';
import { workKey } from '../scheduling/work-key.js';
import { LostRights } from './lost-rights.js';

const removedAt = (position: bigint, projectId = 'p'): Recorded =>
  ({ type: 'SessionRemoved', stream: `sessions-${projectId}`, position }) as Recorded;

const launchOf = (launchId: string, status: LaunchStatus = 'paused'): Launch => ({ launchId, status }) as Launch;

const ofProject = workKey.project('p');

const world = (pages: readonly (readonly Launch[])[], ofPerson: readonly (readonly Launch[])[] = []) => {
  const reconciled: string[] = [];
  const soon: string[] = [];
  const poisoned: string[] = [];
  const state = { projected: 1_000n, failure: undefined as Error | undefined };
  const lostRights = new LostRights({
    index: {
      async *occupyingIn() {
        await Promise.resolve();
        yield* pages;
      },
      async *of() {
        await Promise.resolve();
        yield* ofPerson;
      },
    },
    isOurs: (launchId) => !launchId.startsWith('of another worker'),
    isProjected: (position) => Promise.resolve(position <= state.projected),
    reconcileSoon: (launchId) => soon.push(launchId),
    reconcile: (launchId) => {
      if (state.failure !== undefined) return Promise.reject(state.failure);
      reconciled.push(launchId);
      return Promise.resolve();
    },
    onPoisoned: (launchId) => poisoned.push(launchId),
  });
  const lookToTheEnd = async (key = ofProject): Promise<void> => {
    while ((await lostRights.look(key)) === 0);
  };
  return { lostRights, state, reconciled, soon, poisoned, lookToTheEnd };
};

describe('a right that was taken away', () => {
  test('is no concern of events that take none', () => {
    const { lostRights } = world([]);
    expect(lostRights.notice({ ...removedAt(5n), type: 'SessionConfigured' })).toBeUndefined();
    expect(lostRights.notice(removedAt(5n))).toBe(ofProject);
  });

  test('is dealt with when every launch of the project was looked at, a page at a time', async () => {
    const { lostRights, reconciled, soon } = world([
      [launchOf('a'), launchOf('b', 'running')],
      [launchOf('c', 'failed')],
    ]);
    lostRights.notice(removedAt(5n));
    expect(lostRights.doneUpTo(9n)).toBe(4n);
    expect(await lostRights.look(ofProject)).toBe(0);
    expect([reconciled, soon]).toEqual([['a'], ['b']]);
    expect(await lostRights.look(ofProject)).toBe(0);
    expect(lostRights.doneUpTo(9n)).toBe(4n);
    expect(await lostRights.look(ofProject)).toBeUndefined();
    expect(reconciled).toEqual(['a', 'c']);
    expect(lostRights.doneUpTo(9n)).toBe(9n);
  });

  test('waits for the documents', async () => {
    const { lostRights, state, reconciled, lookToTheEnd } = world([[launchOf('a')]]);
    state.projected = 4n;
    lostRights.notice(removedAt(5n));
    await lookToTheEnd();
    expect(reconciled).toEqual([]);
    expect(lostRights.doneUpTo(9n)).toBe(4n);
    state.projected = 5n;
    await lookToTheEnd();
    expect(reconciled).toEqual(['a']);
  });

  test('again, while its project is looked at, is looked at from the beginning', async () => {
    const { lostRights, reconciled, lookToTheEnd } = world([[launchOf('a')], [launchOf('b')]]);
    lostRights.notice(removedAt(5n));
    await lostRights.look(ofProject);
    lostRights.notice(removedAt(7n));
    await lookToTheEnd();
    expect(reconciled).toEqual(['a', 'b', 'a', 'b']);
    expect(lostRights.doneUpTo(9n)).toBe(9n);
  });

  test('is looked at from the beginning where that failed', async () => {
    const { lostRights, state, reconciled, lookToTheEnd } = world([[launchOf('a')], [launchOf('b')]]);
    lostRights.notice(removedAt(5n));
    await lostRights.look(ofProject);
    state.failure = new Error('down');
    await expect(lostRights.look(ofProject)).rejects.toThrow('down');
    expect(lostRights.doneUpTo(9n)).toBe(4n);
    state.failure = undefined;
    await lookToTheEnd();
    expect(reconciled).toEqual(['a', 'a', 'b']);
  });

  test('is not held up by a launch that nobody can read', async () => {
    const { lostRights, state, poisoned, lookToTheEnd } = world([[launchOf('a')]]);
    state.failure = new UnreadableEventError({ revision: 1n } as never, 'unknown');
    lostRights.notice(removedAt(5n));
    await lookToTheEnd();
    expect(poisoned).toEqual(['a']);
    expect(lostRights.doneUpTo(9n)).toBe(9n);
  });

  test('in one project holds back what is done, whatever happens in others', async () => {
    const { lostRights, lookToTheEnd } = world([]);
    lostRights.notice(removedAt(3n, 'other'));
    lostRights.notice(removedAt(5n));
    await lookToTheEnd();
    expect(lostRights.doneUpTo(9n)).toBe(2n);
  });

  test('by an erasure is that person’s, in every project', async () => {
    const { lostRights, reconciled, soon, lookToTheEnd } = world(
      [[launchOf('a')]],
      [[launchOf('b', 'inactive')], [launchOf('c', 'running')]],
    );
    const erased = { type: 'PersonErased', stream: 'person-p', position: 5n } as Recorded;
    expect(lostRights.notice(erased)).toBe(workKey.person('p'));
    await lookToTheEnd();
    expect(lostRights.doneUpTo(9n)).toBe(4n);
    await lookToTheEnd(workKey.person('p'));
    expect([reconciled, soon]).toEqual([['b'], ['c']]);
    expect(lostRights.doneUpTo(9n)).toBe(9n);
  });
});
