import { randomUUID } from 'node:crypto';
import type { ProjectionTarget } from '#libs/event-sourcing';
import type { ReadModelsConnection } from './connect-read-models.js';

const newTarget = (overrides: Partial<ProjectionTarget> = {}): ProjectionTarget => ({
  name: `things-${randomUUID().slice(0, 8)}`,
  version: 1,
  generation: 1,
  indexes: [],
  ...overrides,
});

/** A live projection of its own, with no documents yet. */
export const preparedIn = async (
  database: ReadModelsConnection,
  overrides: Partial<ProjectionTarget> = {},
): Promise<ProjectionTarget> => {
  const target = newTarget(overrides);
  await database.projectionStore.prepare(target);
  await database.projectionStore.save({
    name: target.name,
    live: { version: target.version, generation: target.generation },
    building: undefined,
    retired: [],
    last: 1,
    rebuildRequested: false,
  });
  return target;
};
