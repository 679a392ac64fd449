import { createEventRegistry, Projector } from '#libs/event-sourcing';
import {
  createMemoryEventStore,
  MemoryProjectionStore,
  projectAll,
  StoredReadModels,
} from '#libs/event-sourcing/testing';
import { launchEvents } from '#libs/launches';
import { projectEvents } from '#libs/projects';
import { HistoryQueries } from './history.queries.js';
import { projectHistory } from './project-history.projection.js';

export const metadata = {
  $correlationId: 'c',
  $causationId: 'b',
  commandId: 'd',
  bodyHash: '',
  actor: 'grace',
  schemaVersion: 1,
};

export type Planted = readonly [stream: string, event: { type: string; data: unknown; metadata?: object }, at?: string];

/** The history that these events make, sound or not. */
export const historyOf = async (...planted: readonly Planted[]): Promise<HistoryQueries> => {
  let now = new Date();
  const events = createMemoryEventStore(createEventRegistry([projectEvents, launchEvents]), () => now);
  for (const [stream, event, at] of planted) {
    if (at !== undefined) now = new Date(at);
    events.plant(stream, event);
  }
  const store = new MemoryProjectionStore();
  await projectAll(new Projector({ events, store, projections: [projectHistory] }), events);
  return new HistoryQueries(new StoredReadModels(store, [projectHistory]));
};
