import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventStore, WrongExpectedRevisionError } from '#libs/event-sourcing';
import { counted, countUp, newStream } from './contract-events.js';
import { followingContract } from './following.contract.js';

/** What the suite needs of an implementation; its log may hold other events. Its registry is `contractRegistry`. */
export interface EventStoreUnderTest {
  readonly store: EventStore;
  readonly close: () => Promise<void>;
}

/** What every EventStore promises; run on each of them, fake and real. */
export const eventStoreContract = (name: string, start: () => Promise<EventStoreUnderTest>): void => {
  describe(`event store: ${name}`, () => {
    let underTest: EventStoreUnderTest;
    let store: EventStore;

    beforeAll(async () => {
      underTest = await start();
      ({ store } = underTest);
    });
    afterAll(() => underTest.close());

    test('a log that only others write to ends before its first event', async () => {
      await store.append(`another-${randomUUID()}`, 'no_stream', countUp(1));
      expect(await store.head()).toBe(0n);
    });

    test('a stream without events reads as empty', async () => {
      expect(await store.read(newStream())).toEqual([]);
    });

    test('events come back as they were appended, with their place in stream and log', async () => {
      const stream = newStream();
      const events = countUp(3);
      const end = await store.append(stream, 'no_stream', events);
      const read = await store.read(stream);
      expect(read).toMatchObject(events.map((event, index) => ({ ...event, stream, revision: BigInt(index) })));
      expect(end).toEqual({ revision: 2n, position: read.at(-1)?.position });
      const positions = [0n, ...read.map(({ position }) => position)];
      expect(new Set(positions).size).toBe(4);
      expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
      for (const { at } of read) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    test('a stream can be read from a revision on, and in part', async () => {
      const stream = newStream();
      await store.append(stream, 'no_stream', countUp(5));
      const revisions = async (options: object): Promise<bigint[]> =>
        (await store.read(stream, options)).map((event) => event.revision);
      expect(await revisions({ from: 3n })).toEqual([3n, 4n]);
      expect(await revisions({ from: 1n, maxCount: 2 })).toEqual([1n, 2n]);
      expect(await revisions({ from: 5n })).toEqual([]);
    });

    test('a stream longer than a page is read whole', async () => {
      const stream = newStream();
      await store.append(stream, 'no_stream', countUp(600));
      await store.append(stream, 599n, countUp(600));
      const read = await store.read(stream);
      expect(read.map((event) => event.revision)).toEqual(Array.from({ length: 1200 }, (_, index) => BigInt(index)));
    });

    test.each([
      ['no_stream where there is one', 'no_stream' as const],
      ['a revision that was passed', 0n],
      ['a revision not reached', 5n],
    ])('an append that expects %s is refused and writes nothing', async (_, expected) => {
      const stream = newStream();
      await store.append(stream, 'no_stream', countUp(2));
      await expect(store.append(stream, expected, countUp(1))).rejects.toThrow(WrongExpectedRevisionError);
      expect(await store.read(stream)).toHaveLength(2);
    });

    test('of two appends that expect the same revision, one wins', async () => {
      const stream = newStream();
      const outcomes = await Promise.allSettled([
        store.append(stream, 'no_stream', [counted(1)]),
        store.append(stream, 'no_stream', [counted(2)]),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await store.read(stream)).toHaveLength(1);
    });

    test.each([
      ['the first of a stream', 0, 'no_stream' as const],
      ['later ones', 2, 1n],
    ])('the same events once more are taken once: %s', async (_, before, expected) => {
      const stream = newStream();
      if (before > 0) await store.append(stream, 'no_stream', countUp(before));
      const events = countUp(2);
      const first = await store.append(stream, expected, events);
      await store.append(stream, first.revision, countUp(1));
      expect(await store.append(stream, expected, events)).toEqual(first);
      expect(await store.read(stream)).toHaveLength(before + 3);
    });

    test('a repeat of which only a part is the same is refused', async () => {
      const stream = newStream();
      const first = counted(1);
      await store.append(stream, 'no_stream', [first, counted(2)]);
      await expect(store.append(stream, 'no_stream', [first, counted(9)])).rejects.toThrow(WrongExpectedRevisionError);
    });

    test('the head is the position of the newest event', async () => {
      const { position } = await store.append(newStream(), 'no_stream', countUp(2));
      expect(await store.head()).toBe(position);
    });

    test.each([
      ['another program', 'another-', 3],
      ['another program, a lot', 'another-', 2_100],
      ['the server itself', '$stats-', 1],
    ])('what %s writes does not move the head', async (_, prefix, count) => {
      const { position } = await store.append(newStream(), 'no_stream', countUp(2));
      await store.append(`${prefix}${randomUUID()}`, 'no_stream', countUp(count));
      expect(await store.head()).toBe(position);
      expect(await store.head()).toBe(position);
      const next = await store.append(newStream(), 'no_stream', countUp(1));
      await store.append(`${prefix}${randomUUID()}`, 'no_stream', countUp(count));
      expect(await store.head()).toBe(next.position);
    });

    test('who asks for the head sees what was appended before, however many ask', async () => {
      const stream = newStream();
      const heads = Array.from({ length: 20 }, async (_, n) => {
        const { position } = await store.append(`${stream}-${n}`, 'no_stream', countUp(1));
        return (await store.head()) >= position;
      });
      expect(await Promise.all(heads)).not.toContain(false);
    });

    test('the log knows who it is', async () => {
      const identity = await store.identity();
      expect(identity).not.toBe('');
      expect(await store.identity()).toBe(identity);
    });

    followingContract(() => store);
  });
};
