import { BSON, type Long } from 'bson';
import { afterEach, describe, expect, test } from 'vitest';
import { CursorRegistry } from './cursor-registry.js';

const MINUTE = 60_000;
let opened: CursorRegistry[] = [];

afterEach(() => {
  for (const registry of opened) registry.close();
  opened = [];
});

const registryAt = (now: () => number): CursorRegistry => {
  const registry = new CursorRegistry(now);
  opened.push(registry);
  return registry;
};

const cursorOf = (count: number, bytes = 0) => ({
  namespace: 'd.c',
  documents: Array.from({ length: count }, (_, n) => BSON.serialize({ n, filler: 'x'.repeat(bytes) })),
  project: (document: Uint8Array) => document,
  batchSize: 0,
});

const read = (reply: Uint8Array): { id: Long; size: number } => {
  const { cursor } = BSON.deserialize(reply, { promoteLongs: false }) as { cursor: Record<string, unknown> };
  const batch = (cursor.firstBatch ?? cursor.nextBatch) as unknown[];
  return { id: cursor.id as Long, size: batch.length };
};

describe('cursors', () => {
  test('end after ten idle minutes, counted from their last use', () => {
    let now = 0;
    const registry = registryAt(() => now);
    const { id } = read(registry.start(cursorOf(10), 2, false));
    now = 9 * MINUTE;
    read(registry.next(id, 'd.c', 2));
    now = 18 * MINUTE;
    registry.sweep();
    expect(read(registry.next(id, 'd.c', 2)).size).toBe(2);
    now = 29 * MINUTE;
    registry.sweep();
    expect(() => registry.next(id, 'd.c', 2)).toThrow(`cursor id ${id.toString()} not found`);
  });

  test('a batch stays below 16 MiB, however many documents were asked for', () => {
    const registry = registryAt(() => 0);
    const first = read(registry.start(cursorOf(5, 5 * 1024 * 1024), 5, false));
    expect(first.size).toBe(3);
    expect(read(registry.next(first.id, 'd.c', 0)).size).toBe(2);
    expect(registry.size).toBe(0);
  });

  test('a first batch of 0 only opens the cursor; a single batch never leaves one open', () => {
    const registry = registryAt(() => 0);
    expect(read(registry.start(cursorOf(3), 0, false))).toMatchObject({ size: 0 });
    expect(registry.size).toBe(1);
    expect(read(registry.start(cursorOf(3), 1, true)).id.isZero()).toBe(true);
  });

  test('belong to their collection', () => {
    const registry = registryAt(() => 0);
    const { id } = read(registry.start(cursorOf(3), 1, false));
    expect(() => registry.next(id, 'd.other', 1)).toThrow(/not found/);
  });
});
