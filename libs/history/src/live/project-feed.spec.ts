import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyEntry } from '../read/history-entry.js';
import { access, askedAccess, channelsOf, event, Log, listen, me, settled } from './project-feed.fixture.js';
import type { FeedOptions } from './project-feed.js';

describe('a project feed', () => {
  test('hands out the past after a position, then what comes', async () => {
    const log = new Log();
    log.append(event(1), event(2), event(3));
    const { open, positions } = listen(log, { after: 1n });
    await open();
    log.append(event(4));
    expect(positions()).toEqual([2, 3, 4]);
  });

  test('without a position begins now', async () => {
    const log = new Log();
    log.append(event(1));
    const { open, positions } = listen(log, { after: undefined });
    await open();
    log.append(event(2));
    expect(positions()).toEqual([2]);
  });

  test('has no gap and no duplicate, whenever events arrive and wherever it resumes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.array(fc.nat(3), { maxLength: 20 }),
        fc.nat(20),
        async (before, during, after) => {
          const log = new Log();
          let next = 1;
          const append = (count: number): void => {
            for (let i = 0; i < count; i++) log.append(event(next++));
          };
          append(before);
          const past: FeedOptions['past'] = async function* (_, from) {
            for (const count of during) {
              await Promise.resolve();
              append(count);
            }
            for (const entry of log.events.map(historyEntry))
              if (entry !== undefined && BigInt(entry.position) > from) yield entry;
          };
          const { open, positions } = listen(log, { after: BigInt(after), past });
          await open();
          append(2);
          const expected = log.events.map(({ position }) => Number(position)).filter((position) => position > after);
          expect(positions()).toEqual(expected);
        },
      ),
    );
  });

  test('is of one project, and of launches one’s own', async () => {
    const log = new Log();
    const { open, positions } = listen(log);
    await open();
    log.append(
      event(1, 'ProjectRenamed', 'project-other'),
      event(2, 'SessionStarted', 'launch-1', { projectId: 'p', userId: 'somebody' }),
      event(3, 'SessionStarted', 'launch-2', { projectId: 'p', userId: 'me', launchId: '2', sessionId: 's' }),
      event(4, 'EnvironmentPublished', 'environment-1'),
    );
    expect(positions()).toEqual([3]);
  });

  test('tells of no event that this version cannot read: live nobody is told of it either', async () => {
    const log = new Log();
    log.append(event(1), event(2, 'UnreadableEvent'), event(3));
    const viewer = () => ({ ...me, as: new Set(['member', 'auditor'] as const) });
    const { open, positions } = listen(log, { after: 0n, viewer });
    await open();
    expect(positions()).toEqual([1, 3]);
  });

  test('ends when too much comes while the past is read, with the position to resume from', async () => {
    const log = new Log();
    log.append(event(1));
    const past: FeedOptions['past'] = async function* () {
      await Promise.resolve();
      yield historyEntry(event(1))!;
      log.append(event(2), event(3), event(4));
      yield historyEntry(event(2))!;
    };
    const { open, ended } = listen(log, { bufferLimit: 2, past });
    await open();
    expect(ended).toEqual([['overflow', 1n]]);
  });

  test('ends for a listener that does not keep up, with the position to resume from', async () => {
    const log = new Log();
    let congested = false;
    const { open, ended, positions } = listen(log, { isCongested: () => congested });
    await open();
    log.append(event(1));
    congested = true;
    log.append(event(2), event(3));
    expect(positions()).toEqual([1]);
    expect(ended).toEqual([['overflow', 1n]]);
  });

  test('ends when access is lost: what took it away is seen, what comes after is not', async () => {
    const log = new Log();
    let may = true;
    const { open, ended, positions } = listen(log, { viewer: () => (may ? me : undefined) });
    await open();
    log.append(event(1, 'MemberRoleSet'));
    await settled();
    may = false;
    log.append(event(2, 'MemberRemoved'), event(3));
    await settled();
    log.append(event(4));
    expect(positions()).toEqual([1, 2]);
    expect(ended).toEqual([['access-lost', 2n]]);
  });

  test('that began between a change and its judgement is not ended by what was true earlier', async () => {
    const log = new Log();
    const { of, answers } = askedAccess();
    const channels = channelsOf(log, of);
    const first = listen(log, { channels, viewer: (found) => found && me });
    await first.open();
    log.append(event(1, 'MemberRoleSet'));
    const second = listen(log, { channels, after: 1n, viewer: (found) => found && me });
    await second.open();
    answers[0]?.(undefined);
    await settled();
    log.append(event(2));
    expect(first.ended).toEqual([['access-lost', 1n]]);
    expect(second.ended).toEqual([]);
    expect(second.positions()).toEqual([2]);
  });

  test('whose right is lost between asking for it and opening hands out nothing', async () => {
    const log = new Log();
    const { feed, ended, positions } = listen(log, { viewer: () => undefined });
    feed.attach();
    log.append(event(1, 'MemberRemoved'));
    await settled();
    expect(feed.ended).toBe('access-lost');
    await feed.authorizeBy(() => Promise.resolve(access));
    await feed.open();
    log.append(event(2));
    expect(positions()).toEqual([]);
    expect(ended).toEqual([['access-lost', 0n]]);
  });

  test('ends where nobody can say whether access was lost', async () => {
    const log = new Log();
    const { open, ended } = listen(log, { channels: channelsOf(log, () => Promise.reject(new Error('no answer'))) });
    await open();
    log.append(event(1, 'MemberRoleSet'), event(2));
    await settled();
    expect(ended).toEqual([['unavailable', 1n]]);
  });
});

describe('the feeds of a process', () => {
  test('ask for a project’s access once a change, and events wait for the answer in order', async () => {
    const log = new Log();
    const { of, answers } = askedAccess();
    const channels = channelsOf(log, of);
    const feeds = ['a', 'b', 'c'].map((userId) =>
      listen(log, { channels, viewer: (found) => (found?.members.has(userId) === true ? me : undefined) }),
    );
    for (const { open } of feeds) await open();
    log.append(event(1, 'MemberRemoved'), event(2), event(3, 'ProjectVisibilityChanged'), event(4));
    expect(answers).toHaveLength(1);
    answers[0]?.({
      ...access,
      members: new Map([
        ['a', 'viewer'],
        ['b', 'viewer'],
      ]),
    });
    await settled();
    expect(answers).toHaveLength(2);
    answers[1]?.({ ...access, members: new Map([['b', 'viewer']]) });
    await settled();
    expect(feeds.map(({ positions }) => positions())).toEqual([[1, 2, 3], [1, 2, 3, 4], [1]]);
    expect(feeds.map(({ ended }) => ended)).toEqual([[['access-lost', 3n]], [], [['access-lost', 1n]]]);
  });

  test('fill with the events of their own projects alone', async () => {
    const log = new Log();
    const past: FeedOptions['past'] = async function* () {
      await Promise.resolve();
      for (let position = 2; position < 100; position++) log.append(event(position, 'ProjectRenamed', 'project-busy'));
      log.append(event(100));
      yield historyEntry(event(1))!;
    };
    log.append(event(1));
    const { open, ended, positions } = listen(log, { bufferLimit: 1, past });
    await open();
    expect(positions()).toEqual([1, 100]);
    expect(ended).toEqual([]);
  });

  test('cost nothing while nobody listens', async () => {
    const log = new Log();
    const channels = channelsOf(log);
    const feeds = [listen(log, { channels }), listen(log, { channels, projectId: 'q' })];
    for (const { open } of feeds) await open();
    expect(log.listening).toBe(1);
    for (const { feed } of feeds) feed.close();
    expect(log.listening).toBe(0);
  });

  test('one that fails is ended with what it missed to resume, the others go on', async () => {
    const log = new Log();
    const channels = channelsOf(log);
    const broken = listen(log, {
      channels,
      emit: () => {
        throw new Error('no socket');
      },
    });
    const other = listen(log, { channels });
    await broken.open();
    await other.open();
    log.append(event(1), event(2));
    expect(broken.ended).toEqual([['unavailable', 0n]]);
    expect(other.positions()).toEqual([1, 2]);
  });

  test('are told the same of an event: what is seen of it is worked out once', async () => {
    const log = new Log();
    const channels = channelsOf(log);
    const [one, two] = [listen(log, { channels }), listen(log, { channels, viewer: () => ({ ...me, userId: 'you' }) })];
    await one.open();
    await two.open();
    log.append(event(1));
    expect(one.received[0]).toBe(two.received[0]);
  });
});
