import { describe, expect, test } from 'vitest';
import type { Audience } from '#libs/access';
import { historyEntry } from '../read/history-entry.js';
import type { Viewer } from '../read/viewer.js';
import { access, askedAccess, channelsOf, event, Log, listen, me, settled } from './project-feed.fixture.js';
import type { FeedOptions } from './project-feed.js';

describe('a project feed, by what its listener may hear,', () => {
  test('begins no earlier than its viewer may read, says so, and hands out nothing that was before', async () => {
    const log = new Log();
    log.append(event(1), event(2), event(3), event(4));
    const asked: bigint[] = [];
    const past: FeedOptions['past'] = async function* (_, after) {
      await Promise.resolve();
      asked.push(after);
      for (const recorded of log.events) yield historyEntry(recorded)!;
    };
    const { feed, open, positions } = listen(log, { past, viewer: () => ({ ...me, from: 3n }) });
    const opened = open();
    expect(feed.position).toBe(2n);
    await opened;
    expect(asked).toEqual([2n]);
    expect(positions()).toEqual([3, 4]);
  });

  test('is shown what its viewer sees: an owner more than a member, an auditor the launches of others', async () => {
    const source = event(1, 'StorageConnected', 'project-p', {
      storageId: 's',
      name: 'n',
      readOnly: true,
      source: 'nas',
    });
    const launch = event(2, 'SessionStarted', 'launch-1', { projectId: 'p', userId: 'somebody' });
    const seenAs = async (...as: Audience[]): Promise<unknown[]> => {
      const log = new Log();
      const { open, received } = listen(log, { viewer: () => ({ ...me, as: new Set(as) }) });
      await open();
      log.append(source, launch);
      return received.map(({ type, data }) => [type, 'source' in data]);
    };
    expect(await seenAs('member')).toEqual([['StorageConnected', false]]);
    expect(await seenAs('member', 'owner')).toEqual([['StorageConnected', true]]);
    expect(await seenAs('auditor')).toEqual([
      ['StorageConnected', true],
      ['SessionStarted', false],
    ]);
  });

  test('of somebody who became somebody else waits until it is known what they may hear', async () => {
    const log = new Log();
    let viewer: Viewer | undefined = me;
    const { feed, open, ended, positions } = listen(log, { viewer: () => viewer });
    const { of, answers } = askedAccess();
    await open();
    const stays = feed.authorizeBy(() => of('p'));
    log.append(event(1));
    expect(positions()).toEqual([]);
    answers[0]?.(access);
    await stays;
    expect(positions()).toEqual([1]);
    viewer = undefined;
    const goes = feed.authorizeBy(() => of('p'));
    log.append(event(2));
    answers[1]?.(access);
    await goes;
    expect(positions()).toEqual([1]);
    expect(ended).toEqual([['access-lost', 1n]]);
  });

  test('is not authorized by access that was looked up before a change', async () => {
    const log = new Log();
    const channels = channelsOf(log, () => Promise.resolve(undefined));
    const { feed, open, ended, positions } = listen(log, { channels, viewer: (found) => found && me });
    const { of, answers } = askedAccess();
    await open();
    const authorized = feed.authorizeBy(() => of('p'));
    log.append(event(1, 'MemberRemoved'), event(2));
    await settled();
    answers[0]?.(access);
    await authorized;
    expect(ended).toEqual([['access-lost', 0n]]);
    expect(positions()).toEqual([]);
  });

  test('reads its past no further while it is not known what its listener may hear', async () => {
    const log = new Log();
    log.append(event(1), event(2));
    const { of, answers } = askedAccess();
    let authorized: Promise<void> = Promise.resolve();
    const past: FeedOptions['past'] = async function* () {
      await Promise.resolve();
      yield historyEntry(event(1))!;
      authorized = heard.feed.authorizeBy(() => of('p'));
      yield historyEntry(event(2))!;
    };
    let viewer: Viewer | undefined = me;
    const heard = listen(log, { past, viewer: () => viewer });
    const opened = heard.open();
    await settled();
    expect(heard.positions()).toEqual([1]);
    viewer = undefined;
    answers[0]?.(access);
    await authorized;
    await opened;
    expect(heard.positions()).toEqual([1]);
    expect(heard.ended).toEqual([['access-lost', 1n]]);
  });

  test('searches its past anew for what its listener has come to see while it was read', async () => {
    const log = new Log();
    log.append(event(1), event(2, 'SessionStarted', 'launch-1', { projectId: 'p', userId: 'somebody' }), event(3));
    const auditor: Viewer = { ...me, as: new Set(['member', 'auditor']) };
    let viewer = me;
    const past: FeedOptions['past'] = async function* ({ as }, after) {
      for (const recorded of log.events) {
        if (recorded.position <= after || (recorded.position === 2n && !as.has('auditor'))) continue;
        yield historyEntry(recorded)!;
        if (viewer === auditor) continue;
        viewer = auditor;
        await heard.feed.authorizeBy(() => Promise.resolve(access));
      }
    };
    const heard = listen(log, { past, viewer: () => viewer });
    await heard.open();
    expect(heard.positions()).toEqual([1, 2, 3]);
  });

  test('ends where nobody can say what its listener may hear', async () => {
    const log = new Log();
    const { feed, open, ended } = listen(log);
    await open();
    await expect(feed.authorizeBy(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    log.append(event(1));
    expect(ended).toEqual([['unavailable', 0n]]);
  });
});
