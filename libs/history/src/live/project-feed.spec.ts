import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '#libs/event-sourcing';
import { historyEntry } from '../read/history-entry.js';
import { type FeedEnd, type FeedEvent, type FeedOptions, ProjectFeed } from './project-feed.js';

const event = (position: number, type = 'ProjectRenamed', stream = 'project-p', data: object = {}): Recorded => ({
  type,
  data,
  stream,
  id: String(position),
  revision: BigInt(position),
  position: BigInt(position),
  at: '2026-01-01T00:00:00.000Z',
  metadata: { actor: 'a', commandId: 'c', $correlationId: 'c', $causationId: 'c', bodyHash: '', schemaVersion: 1 },
});

/** A log with a hub over it and a history that is complete up to the hub's position. */
class Log {
  position = 0n;
  readonly events: Recorded[] = [];
  private readonly listeners = new Set<(event: Recorded) => void>();

  attach(listener: (event: Recorded) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  append(...events: Recorded[]): void {
    for (const added of events) {
      this.events.push(added);
      this.position = added.position;
      for (const listener of this.listeners) listener(added);
    }
  }
}

const listen = (log: Log, options: Partial<FeedOptions> = {}) => {
  const received: FeedEvent[] = [];
  const ended: [FeedEnd, bigint][] = [];
  const feed = new ProjectFeed({
    hub: log,
    projectId: 'p',
    userId: 'me',
    after: 0n,
    // eslint-disable-next-line @typescript-eslint/require-await -- the past comes page by page, asynchronously
    past: async function* (after) {
      const entries = log.events.map(historyEntry);
      for (const entry of entries) if (entry !== undefined && BigInt(entry.position) > after) yield entry;
    },
    mayRead: () => Promise.resolve(true),
    emit: (received_) => received.push(received_),
    end: (reason, position) => ended.push([reason, position]),
    ...options,
  });
  return { feed, received, ended, positions: () => received.map(({ position }) => Number(position)) };
};

describe('a project feed', () => {
  test('hands out the past after a position, then what comes', async () => {
    const log = new Log();
    log.append(event(1), event(2), event(3));
    const { feed, positions } = listen(log, { after: 1n });
    await feed.open();
    log.append(event(4));
    expect(positions()).toEqual([2, 3, 4]);
  });

  test('without a position begins now', async () => {
    const log = new Log();
    log.append(event(1));
    const { feed, positions } = listen(log, { after: undefined });
    await feed.open();
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
          const past: FeedOptions['past'] = async function* (from) {
            for (const count of during) {
              await Promise.resolve();
              append(count);
            }
            for (const entry of log.events.map(historyEntry))
              if (entry !== undefined && BigInt(entry.position) > from) yield entry;
          };
          const { feed, positions } = listen(log, { after: BigInt(after), past });
          await feed.open();
          append(2);
          const expected = log.events.map(({ position }) => Number(position)).filter((position) => position > after);
          expect(positions()).toEqual(expected);
        },
      ),
    );
  });

  test('is of one project, and of launches one’s own', async () => {
    const log = new Log();
    const { feed, positions } = listen(log);
    await feed.open();
    log.append(
      event(1, 'ProjectRenamed', 'project-other'),
      event(2, 'SessionStarted', 'launch-1', { projectId: 'p', userId: 'somebody' }),
      event(3, 'SessionStarted', 'launch-2', { projectId: 'p', userId: 'me', launchId: '2', sessionId: 's' }),
      event(4, 'EnvironmentPublished', 'environment-1'),
    );
    expect(positions()).toEqual([3]);
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
    const { feed, ended } = listen(log, { bufferLimit: 2, past });
    await feed.open();
    expect(ended).toEqual([['overflow', 1n]]);
  });

  test('ends for a listener that does not keep up, with the position to resume from', async () => {
    const log = new Log();
    let congested = false;
    const { feed, ended, positions } = listen(log, { isCongested: () => congested });
    await feed.open();
    log.append(event(1));
    congested = true;
    log.append(event(2), event(3));
    expect(positions()).toEqual([1]);
    expect(ended).toEqual([['overflow', 1n]]);
  });

  test('ends when access is lost', async () => {
    const log = new Log();
    let may = true;
    const { feed, ended, positions } = listen(log, { mayRead: () => Promise.resolve(may) });
    await feed.open();
    log.append(event(1, 'MemberRoleSet'));
    await new Promise(setImmediate);
    may = false;
    log.append(event(2, 'MemberRemoved'));
    await new Promise(setImmediate);
    log.append(event(3));
    expect(positions()).toEqual([1, 2]);
    expect(ended).toEqual([['access-lost', 2n]]);
  });
});
