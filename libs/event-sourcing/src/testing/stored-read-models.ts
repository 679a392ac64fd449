import { LiveCollections } from '../reading/live-collections.js';
import type { AnyProjection } from '../reading/projection.js';
import type { Documents, ReadModels } from '../reading/read-models.js';
import { countInMemory } from './count-in-memory.js';
import { findInMemory, projectedOf } from './find-in-memory.js';
import type { MemoryProjectionStore } from './memory-projection-store.js';

type ProjectionName = Pick<AnyProjection, 'name' | 'version'>;

/** What queries of one program see of documents that a projector keeps in memory. */
export class StoredReadModels implements ReadModels {
  private readonly collections: LiveCollections;

  constructor(
    private readonly store: MemoryProjectionStore,
    projections: readonly ProjectionName[],
  ) {
    this.collections = new LiveCollections({ store, projections });
  }

  documents<Doc extends object>(projection: ProjectionName): Documents<Doc> {
    const collection = async () => this.store.collections.get(await this.live(projection)) ?? new Map<string, never>();
    return {
      get: async (id) => projectedOf<Doc>((await collection()).get(id)),
      find: async (filter, options) => findInMemory<Doc>((await collection()).values(), filter, options),
      countBy: async (filter, fields) => countInMemory((await collection()).values(), filter, fields),
    };
  }

  live(projection: ProjectionName): Promise<string> {
    return this.collections.collectionOf(projection);
  }

  position(): Promise<bigint> {
    return this.collections.position();
  }

  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return this.collections.waitFor(position, timeoutMs);
  }
}
