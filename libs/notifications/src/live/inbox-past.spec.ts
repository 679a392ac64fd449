import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEventRegistry } from '#libs/event-sourcing';
import { createMemoryEventStore } from '#libs/event-sourcing/testing';
import { grace, linus, raised } from '../inbox.fixture.js';
import { inboxStream } from '../inbox.js';
import { notificationsEvents } from '../notifications.events.js';
import { InboxPast } from './inbox-past.js';

const metadata = { $correlationId: 'c', $causationId: 'c', commandId: 'c', bodyHash: '', actor: 'a', schemaVersion: 1 };

const inboxWith = async (count: number) => {
  const store = createMemoryEventStore(createEventRegistry([notificationsEvents]));
  const eventOf = (build: number) => ({ ...raised(String(build)), id: randomUUID(), metadata });
  await store.append(inboxStream(linus), 'no_stream', [eventOf(0)]);
  const events = Array.from({ length: count }, (_, build) => eventOf(build));
  if (count > 0) await store.append(inboxStream(grace), 'no_stream', events);
  let reads = 0;
  const watched: Pick<typeof store, 'read'> = {
    read: (...asked) => {
      reads += 1;
      return store.read(...asked);
    },
  };
  const positions = (await store.read(inboxStream(grace))).map(({ position }) => position);
  const heard = async (after: bigint, upTo: bigint): Promise<bigint[]> => {
    const found = [];
    for await (const page of new InboxPast(watched).pages(grace, after, upTo))
      found.push(...page.map(({ position }) => position));
    return found;
  };
  return { positions, heard, reads: () => reads };
};

describe('what happened in an inbox', () => {
  test('is what comes after a position and not after another, wherever they are', async () => {
    for (const count of [0, 1, 2, 3, 8, 13]) {
      const { positions, heard } = await inboxWith(count);
      const bounds = [0n, ...positions, ...positions.map((position) => position + 1n), 1_000_000n];
      for (const after of bounds)
        for (const upTo of bounds)
          expect(await heard(after, upTo)).toEqual(
            positions.filter((position) => position > after && position <= upTo),
          );
    }
  });

  test('is read page by page', async () => {
    const { positions, heard } = await inboxWith(1_200);
    expect(await heard(0n, positions.at(-1)!)).toEqual(positions);
  });

  test('is found without reading what was heard before, when it is the ten-thousandth notification', async () => {
    const { positions, heard, reads } = await inboxWith(10_000);
    expect(await heard(positions.at(-2)!, positions.at(-1)!)).toEqual([positions.at(-1)]);
    expect(reads()).toBeLessThan(40);
  });
});
