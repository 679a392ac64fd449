import { expect, test } from 'vitest';
import { newEntry } from '../projecting/catalogue-entry.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { LiveCollections } from './live-collections.js';

test('whoever writes the documents is believed before the checkpoint says so', async () => {
  const store = new MemoryProjectionStore();
  const projections = ['a', 'b'].map((name) => ({ name, version: 1 }));
  for (const { name, version } of projections) {
    await store.save({ ...newEntry(name, version, '2026-01-01T00:00:00Z'), live: 1, last: 1 });
    await store.begin(`${name}.v1.g1`, { position: 5n, log: 'log' });
  }
  const collections = new LiveCollections({ store, projections });
  expect(await collections.position()).toBe(5n);
  const waiting = collections.waitFor(7n, 20_000);
  collections.reached(['a.v1.g1', 'b.v1.g2'], 9n);
  expect(await collections.waitFor(7n, 0)).toBe(false);
  collections.reached(['b.v1.g1'], 7n);
  expect(await waiting).toBe(true);
  expect(await collections.waitFor(8n, 0)).toBe(false);
});
