import { randomUUID } from 'node:crypto';
import { collectionOf, newEntry, type ProjectionStore, type ProjectionTarget } from '#libs/event-sourcing';

/** A live projection of its own, with no documents yet. */
export const preparedIn = async (
  store: ProjectionStore,
  overrides: Partial<ProjectionTarget> = {},
): Promise<ProjectionTarget> => {
  const name = `things-${randomUUID().slice(0, 8)}`;
  const target = { name, version: 1, generation: 1, indexes: [], ...overrides };
  await store.prepare(target);
  await store.begin(collectionOf(target), { position: 0n, log: 'log' });
  await store.save({
    ...newEntry(target.name, target.version, '2026-01-01T00:00:00Z'),
    live: target.generation,
    last: 1,
  });
  return target;
};
