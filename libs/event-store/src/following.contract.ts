import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type EventStore, type LogMessage, positionOf } from '#libs/event-sourcing';
import { caughtUp, counted, countUp, follow, newStream, numbersOf } from './contract-events.js';

/** What following a log promises, whatever the store. */
export const followingContract = (storeUnderTest: () => EventStore): void => {
  describe('following', () => {
    test('following gives history in order, says when it is caught up, then what comes live', async () => {
      const store = storeUnderTest();
      const stream = newStream();
      await store.append(stream, 'no_stream', countUp(3));
      let live: Promise<unknown> | undefined;
      const messages = await follow(store, undefined, (sofar) => {
        if (caughtUp(sofar)) live ??= store.append(stream, 2n, [counted(3), counted(4)]);
        return numbersOf(sofar, stream).length === 5;
      });
      await live;
      expect(numbersOf(messages, stream)).toEqual([0, 1, 2, 3, 4]);
      const kinds = messages.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'caughtUp').length).toBeGreaterThan(0);
      const positions = messages.flatMap((message) => (message.kind === 'event' ? [message.event.position] : []));
      expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
    });

    test('following resumes after a position, which is not repeated', async () => {
      const store = storeUnderTest();
      const stream = newStream();
      const { position } = await store.append(stream, 'no_stream', countUp(2));
      await store.append(stream, 1n, [counted(2)]);
      const messages = await follow(store, position, caughtUp);
      expect(numbersOf(messages, stream)).toEqual([2]);
    });

    test('a slow follower misses nothing', async () => {
      const store = storeUnderTest();
      const stream = newStream();
      const { position } = await store.append(stream, 'no_stream', countUp(1));
      await store.append(stream, 0n, countUp(1500));
      const hangUp = new AbortController();
      let seen = 0;
      for await (const message of store.follow({ after: position, signal: hangUp.signal })) {
        if (seen % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
        if (message.kind === 'event') expect((message.event.data as { n: number }).n).toBe(seen++);
        if (seen === 1500) hangUp.abort();
      }
      expect(seen).toBe(1500);
    });

    test('hanging up ends the following even while nothing happens, and nobody else is', async () => {
      const store = storeUnderTest();
      const hangUp = new AbortController();
      const stream = newStream();
      const other = follow(store, await store.head(), (sofar) => numbersOf(sofar, stream).length === 1);
      for await (const message of store.follow({ after: await store.head(), signal: hangUp.signal }))
        if (message.kind === 'caughtUp') setImmediate(() => hangUp.abort());
      await store.append(stream, 'no_stream', [counted(1)]);
      expect(numbersOf(await other, stream)).toEqual([1]);
    });

    test('an event that this program cannot read is reported in its place, the rest goes on', async () => {
      const store = storeUnderTest();
      const stream = newStream();
      const before = await store.head();
      await store.append(stream, 'no_stream', [
        counted(1),
        counted(2, { version: 2 }),
        counted(3, { type: 'Unheard' }),
        counted(4, { data: { n: 'four' } }),
        counted(5),
      ]);
      const messages = await follow(store, before, (sofar) => numbersOf(sofar, stream).includes(5));
      const unreadable = (why: string): object => ({
        kind: 'unreadable',
        error: { event: { stream }, message: expect.stringContaining(why) as unknown },
      });
      expect(messages.filter(({ kind }) => kind === 'event' || kind === 'unreadable')).toMatchObject([
        { kind: 'event' },
        unreadable('version 2'),
        unreadable('does not know its type'),
        unreadable('data.n'),
        { kind: 'event' },
      ]);
      await expect(store.read(stream)).rejects.toThrow('cannot be read');
    });

    test.each(['another-', '$stats-'])('whoever follows reaches the head, with events of %s on top', async (prefix) => {
      const store = storeUnderTest();
      await store.append(newStream(), 'no_stream', countUp(2));
      await store.append(`${prefix}${randomUUID()}`, 'no_stream', countUp(3));
      const head = await store.head();
      const reaches = (messages: readonly LogMessage[]): boolean =>
        messages.some((message) => (positionOf(message) ?? 0n) >= head);
      expect(reaches(await follow(store, undefined, reaches))).toBe(true);
      expect(await follow(store, head, caughtUp)).not.toContainEqual(expect.objectContaining({ kind: 'event' }));
    });

    test('streams of nobody here are not delivered', async () => {
      const store = storeUnderTest();
      const before = await store.head();
      await store.append(`another-${randomUUID()}`, 'no_stream', countUp(1));
      const messages = await follow(store, before, caughtUp);
      expect(messages.filter(({ kind }) => kind === 'event' || kind === 'unreadable')).toEqual([]);
    });
  });
};
