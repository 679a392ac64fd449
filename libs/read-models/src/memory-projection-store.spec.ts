import { MemoryProjectionStore, StoredReadModels } from '#libs/event-sourcing/testing';
import { readModelsContract } from './read-models.contract.js';

const store = new MemoryProjectionStore();

readModelsContract('in memory', () => ({
  projectionStore: store,
  reading: (...projections) => new StoredReadModels(store, projections),
  requestRebuild: ({ name, version }) => Promise.resolve(store.requestRebuild(name, version)),
}));
