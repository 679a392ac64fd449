import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recorded } from '#libs/event-sourcing';
import { type Given, recordings } from '#libs/event-sourcing/testing';
import type { FeedEnd } from '#libs/history';
import { closed, grace, idOf, inboxOf, linus, projectId, raised, read, session } from '../inbox.fixture.js';
import { InboxChannels } from './inbox-channels.js';
import { type InboxEvent, InboxFeed, type InboxFeedOptions } from './inbox-feed.js';

/** A log that is followed, and whose past can be read up to its end. */
class Log {
  position = 0n;
  readonly events: Recorded[] = [];
  private readonly listeners = new Set<(event: Recorded) => void>();

  get listening(): number {
    return this.listeners.size;
  }

  attach(listener: (event: Recorded) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  append(...given: Given[]): void {
    for (const one of given) {
      const position = this.position + 1n;
      const [event] = recordings({ ...one, position });
      this.position = position;
      this.events.push(event!);
      for (const listener of this.listeners) listener(event!);
    }
  }
}

let builds = 0;
const told = (userId = grace): Given => inboxOf(userId, raised(String((builds += 1)), { userId }));

const settled = (): Promise<void> => new Promise(setImmediate);

const listen = (log: Log, options: Partial<InboxFeedOptions> = {}) => {
  const received: InboxEvent[] = [];
  const ended: [FeedEnd, bigint][] = [];
  const feed = new InboxFeed({
    channels: new InboxChannels(log),
    userId: grace,
    after: 0n,
    // eslint-disable-next-line @typescript-eslint/require-await -- the past comes page by page, asynchronously
    past: async function* (after, upTo) {
      for (const event of log.events)
        if (event.stream === `inbox-${grace}` && event.position > after && event.position <= upTo) yield event;
    },
    mayRead: () => Promise.resolve(true),
    emit: (event) => received.push(event),
    end: (reason, position) => ended.push([reason, position]),
    report: () => undefined,
    ...options,
  });
  const open = async (): Promise<void> => {
    feed.attach();
    await feed.open();
  };
  return { feed, open, received, ended, positions: () => received.map(({ position }) => Number(position)) };
};

describe('rule 12, the feed of an inbox', () => {
  test('says what was told and read, with ids to act on', async () => {
    const log = new Log();
    const { open, received } = listen(log);
    await open();
    log.append(inboxOf(grace, raised('a')), inboxOf(grace, read(idOf('a'))));
    await settled();
    expect(received).toMatchObject([
      { inbox: true, position: '1', type: 'NotificationRaised', projectId, sessionId: session, data: raised('a').data },
      { inbox: true, position: '2', type: 'NotificationRead', data: { notificationIds: [idOf('a')] } },
    ]);
    expect(received[1]?.projectId).toBeUndefined();
  });

  test('is of one’s own inbox alone, and nobody is told that it was closed', async () => {
    const log = new Log();
    const { open, positions } = listen(log);
    await open();
    log.append(told(linus), told(), { type: 'ProjectRenamed', data: {}, stream: `project-${grace}` });
    log.append(inboxOf(grace, closed()));
    await settled();
    expect(positions()).toEqual([2]);
  });

  test('without a position begins now', async () => {
    const log = new Log();
    log.append(told());
    const { open, positions } = listen(log, { after: undefined });
    await open();
    log.append(told());
    await settled();
    expect(positions()).toEqual([2]);
  });

  test('has no gap and no duplicate, whenever events arrive, wherever it resumes, however long rights take', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(10),
        fc.array(fc.nat(3), { maxLength: 10 }),
        fc.nat(15),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 10 }),
        async (before, during, after, waits) => {
          const log = new Log();
          const append = (count: number): void => {
            for (let n = 0; n < count; n += 1) log.append(told(), told(linus));
          };
          append(before);
          let asked = 0;
          const { open, positions } = listen(log, {
            after: BigInt(after),
            past: async function* (from, upTo) {
              for (const count of during) {
                await Promise.resolve();
                append(count);
              }
              for (const event of log.events)
                if (event.stream === `inbox-${grace}` && event.position > from && event.position <= upTo) yield event;
            },
            mayRead: async () => {
              for (let turns = waits[(asked += 1) % waits.length] ?? 0; turns > 0; turns -= 1) await Promise.resolve();
              return true;
            },
          });
          await open();
          append(2);
          await settled();
          const own = log.events.filter(({ stream }) => stream === `inbox-${grace}`);
          expect(positions()).toEqual(own.map(({ position }) => Number(position)).filter((one) => one > after));
        },
      ),
    );
  });

  test('leaves out what is about a project that may not be read any more, and goes on', async () => {
    const log = new Log();
    let may = false;
    const { open, positions, feed } = listen(log, { mayRead: () => Promise.resolve(may) });
    log.append(told());
    await open();
    log.append(told());
    await settled();
    may = true;
    log.append(told());
    await settled();
    expect(positions()).toEqual([3]);
    expect(feed.position).toBe(3n);
  });

  test('looks a right up once for what came together, and not once for each event', async () => {
    const log = new Log();
    const append = (): void => log.append(...Array.from({ length: 200 }, () => told()));
    append();
    let asked = 0;
    const mayRead = (): Promise<boolean> => Promise.resolve((asked += 1) > 0);
    const { open, positions } = listen(log, { mayRead });
    await open();
    append();
    await settled();
    expect(positions()).toEqual(log.events.map(({ position }) => Number(position)));
    expect(asked).toBeLessThanOrEqual(10);
  });

  test('looks a right up anew for what came after it was asked for', async () => {
    const log = new Log();
    const answers: ((may: boolean) => void)[] = [];
    const { open, positions } = listen(log, { mayRead: () => new Promise((resolve) => answers.push(resolve)) });
    await open();
    log.append(told());
    log.append(told());
    answers[0]?.(true);
    await settled();
    answers[1]?.(false);
    await settled();
    expect([positions(), answers.length]).toEqual([[1], 2]);
  });

  test('ends for a listener that does not keep up, with the position to resume from', async () => {
    const log = new Log();
    let congested = false;
    const { open, ended, positions } = listen(log, { isCongested: () => congested });
    await open();
    log.append(told());
    await settled();
    congested = true;
    log.append(told(), told());
    await settled();
    expect([positions(), ended]).toEqual([[1], [['overflow', 1n]]]);
  });

  test('ends when too much comes while a right is looked up', async () => {
    const log = new Log();
    const { open, ended } = listen(log, { bufferLimit: 2, mayRead: () => new Promise(() => undefined) });
    await open();
    log.append(told(), told(), told(), told());
    expect(ended).toEqual([['overflow', 0n]]);
  });

  test.each([
    [
      'the past cannot be read',
      {
        past: () => {
          throw new Error('no answer');
        },
      },
    ],
    ['a right cannot be looked up', { mayRead: () => Promise.reject(new Error('no answer')) }],
  ])('ends where %s, with the position to resume from, and says why', async (_, options) => {
    const log = new Log();
    log.append(told());
    const reported: unknown[] = [];
    const { open, ended, positions } = listen(log, { ...options, report: (error) => reported.push(error) });
    await open();
    log.append(told());
    await settled();
    expect([positions(), ended, reported.length]).toEqual([[], [['unavailable', 0n]], 1]);
  });

  test('that was closed hands out nothing, also what a right was looked up for', async () => {
    const log = new Log();
    let answer: (may: boolean) => void = () => undefined;
    const { feed, open, positions, ended } = listen(log, {
      mayRead: () => new Promise((resolve) => (answer = resolve)),
    });
    await open();
    log.append(told(), told());
    feed.close();
    answer(true);
    await settled();
    expect([positions(), ended, log.listening]).toEqual([[], [], 0]);
  });
});

describe('the inboxes of a process', () => {
  test('each tab of a person hears the same, and an event costs nothing to those who listen to other inboxes', async () => {
    const log = new Log();
    const channels = new InboxChannels(log);
    const tabs = [listen(log, { channels }), listen(log, { channels })];
    let others = 0;
    for (let n = 0; n < 10_000; n += 1) channels.listen(`somebody-${n}`, () => (others += 1));
    for (const { open } of tabs) await open();
    expect(log.listening).toBe(1);
    log.append(told(), told());
    await settled();
    expect([tabs.map(({ positions }) => positions()), others]).toEqual([
      [
        [1, 2],
        [1, 2],
      ],
      0,
    ]);
  });

  test('cost nothing while nobody listens', () => {
    const log = new Log();
    const channels = new InboxChannels(log);
    const leave = [channels.listen(grace, () => undefined), channels.listen(linus, () => undefined)];
    expect(log.listening).toBe(1);
    for (const one of leave) one();
    expect(log.listening).toBe(0);
    channels.listen(grace, () => undefined);
    expect(log.listening).toBe(1);
  });
});
