import { expect, test } from 'vitest';
import { newEntry } from '../projecting/catalogue-entry.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { readModelStatus } from './read-model-status.js';

test('says how far what is read is, and what cannot be read yet', async () => {
  const store = new MemoryProjectionStore();
  const entry = (name: string, version: number) => newEntry(name, version, '2026-01-01T00:00:00Z');
  await store.save({ ...entry('launch', 1), live: 1, last: 1 });
  await store.save({ ...entry('launch', 2), building: 1, last: 1 });
  await store.save({ ...entry('project', 1), live: 2, building: 3, last: 3 });
  const positions = { 'launch.v1.g1': 7n, 'launch.v2.g1': 100n, 'project.v1.g2': 890n, 'project.v1.g3': 5n };
  for (const [name, position] of Object.entries(positions)) await store.begin(name, { position, log: 'log' });
  await store.skip([
    { by: 'project.v1.g2', position: 3n, reason: 'why' },
    { by: 'project.v1.g2', position: 4n, reason: 'why' },
    { by: 'project.v1.g2', position: 5n, reason: 'why', document: 'p1' },
    { by: 'launch.v1.g1', position: 5n, reason: 'not of this version' },
  ]);
  const events = { head: () => Promise.resolve(900n) };
  const projections = [
    { name: 'launch', version: 2 },
    { name: 'project', version: 1 },
    { name: 'history', version: 1 },
  ];
  expect(await readModelStatus({ events, store, projections })).toEqual({
    position: 890n,
    head: 900n,
    rebuilding: [
      { name: 'rebuilding launch.v2', detail: 'at 100 of 900' },
      { name: 'rebuilding history.v1', detail: 'at 0 of 900' },
    ],
    damaged: [
      { name: 'broken documents in project.v1.g2', detail: '1', advice: expect.stringContaining('raise its version') },
      { name: 'skipped events', detail: '2 by project.v1.g2', advice: expect.stringContaining('rebuild') },
    ],
  });
});

test('says once of an event that it was skipped, also where no read model could read it', async () => {
  const store = new MemoryProjectionStore();
  const projections = ['launch', 'project'].map((name) => ({ name, version: 1 }));
  for (const { name } of projections) {
    await store.save({ ...newEntry(name, 1, '2026-01-01T00:00:00Z'), live: 1, last: 1 });
    await store.begin(`${name}.v1.g1`, { position: 9n, log: 'log' });
    await store.skip([{ by: `${name}.v1.g1`, position: 3n, reason: 'why' }]);
  }
  const { damaged } = await readModelStatus({ events: { head: () => Promise.resolve(9n) }, store, projections });
  expect(damaged).toMatchObject([{ name: 'skipped events', detail: '1 by launch.v1.g1, 1 by project.v1.g1' }]);
});
