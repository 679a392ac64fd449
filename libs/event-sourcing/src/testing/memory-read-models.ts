import type { Recorded } from '../events/event.js';
import type { EventRegistry } from '../events/event-registry.js';
import { isOurs } from '../events/is-ours.js';
import { documentIdsOf, projectEvent, startAmong } from '../reading/project-event.js';
import type { AnyProjection, Projection } from '../reading/projection.js';
import type { Documents, ReadModels } from '../reading/read-models.js';
import type { StoredDocument } from '../reading/stored-document.js';
import { countInMemory } from './count-in-memory.js';
import { findInMemory, projectedOf } from './find-in-memory.js';
import type { MemoryEventStore } from './memory-event-store.js';

/** Read models over a log in memory, without a projector or a database: never behind, unless a spec holds them back. */
export class MemoryReadModels implements ReadModels {
  /** False: they stay where they are, as when the projector is down. */
  isFollowing = true;
  private readonly collections: ReadonlyMap<AnyProjection, Map<string, StoredDocument>>;
  private next = 0;
  private reached = 0n;

  constructor(
    private readonly store: MemoryEventStore,
    private readonly registry: EventRegistry,
    projections: readonly AnyProjection[],
  ) {
    this.collections = new Map(projections.map((projection) => [projection, new Map()]));
  }

  documents<Doc extends object>({ name }: Pick<Projection<Doc>, 'name' | 'version'>): Documents<Doc> {
    return {
      get: (id) => Promise.resolve(projectedOf<Doc>(this.upToDate(name).get(id))),
      find: async (filter, options) => findInMemory<Doc>(this.upToDate(name).values(), filter, options),
      countBy: async (filter, fields) => countInMemory(this.upToDate(name).values(), filter, fields),
    };
  }

  live({ name }: { name: string }): Promise<string> {
    return Promise.resolve(name);
  }

  position(): Promise<bigint> {
    this.catchUp();
    return Promise.resolve(this.reached);
  }

  async waitFor(position: bigint): Promise<boolean> {
    return (await this.position()) >= position;
  }

  private upToDate(name: string): ReadonlyMap<string, StoredDocument> {
    this.catchUp();
    const [, documents] = [...this.collections].find(([projection]) => projection.name === name) ?? [];
    if (documents === undefined) throw new Error(`unknown projection ${name}`);
    return documents;
  }

  private catchUp(): void {
    if (!this.isFollowing) return;
    for (const stored of this.store.log.slice(this.next)) {
      if (isOurs(stored.stream, this.registry.streamPrefixes)) this.take(this.registry.decode(stored));
      this.next += 1;
    }
  }

  private take(event: Recorded): void {
    for (const [projection, documents] of this.collections)
      for (const id of documentIdsOf(projection, event)) {
        const after = projectEvent(
          projection,
          id,
          documents.get(id),
          event,
          startAmong(projection, id, event, documents),
        );
        if (after !== undefined) documents.set(id, after);
      }
    this.reached = event.position;
  }
}
