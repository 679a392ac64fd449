import { Query } from 'mingo';
import {
  type AnyProjection,
  type Documents,
  documentIdOf,
  type EventRegistry,
  type Filter,
  type FindOptions,
  type Projected,
  type Projection,
  projectEvent,
  type ReadModels,
  type StoredDocument,
} from '#libs/event-sourcing';
import type { MemoryEventStore } from '#libs/event-sourcing/testing';

/** Read models without a projector or a database: every query folds the whole log, so none is ever behind. */
export class FoldedReadModels implements ReadModels {
  private readonly byName: ReadonlyMap<string, AnyProjection>;

  constructor(
    private readonly store: MemoryEventStore,
    private readonly registry: EventRegistry,
    projections: readonly AnyProjection[],
  ) {
    this.byName = new Map(projections.map((projection) => [projection.name, projection]));
  }

  documents<Doc extends object>({ name }: Pick<Projection<Doc>, 'name' | 'version'>): Documents<Doc> {
    return {
      get: (id) => Promise.resolve(this.fold<Doc>(name).find(({ _id }) => _id === id)),
      find: (filter, options) => Promise.resolve(this.matching(this.fold<Doc>(name), filter, options)),
    };
  }

  live({ name }: { name: string }): Promise<string> {
    return Promise.resolve(name);
  }

  position(): Promise<bigint> {
    return this.store.head();
  }

  async waitFor(position: bigint): Promise<boolean> {
    return position <= (await this.store.head());
  }

  private fold<Doc extends object>(name: string): Projected<Doc>[] {
    const projection = this.byName.get(name);
    if (projection === undefined) throw new Error(`unknown projection ${name}`);
    const documents = new Map<string, StoredDocument>();
    for (const event of this.store.log.map((stored) => this.registry.decode(stored))) {
      const id = documentIdOf(projection, event);
      const after = id === undefined ? undefined : projectEvent(projection, id, documents.get(id), event);
      if (after !== undefined) documents.set(after.id, after);
    }
    return [...documents.values()].flatMap(({ id, position, doc }) =>
      doc === undefined ? [] : [{ ...(doc as Doc), _id: id, _position: position }],
    );
  }

  private matching<Doc extends object>(
    documents: Projected<Doc>[],
    filter: Filter,
    { sort = { _id: 1 }, skip = 0, limit = Number.MAX_SAFE_INTEGER }: FindOptions = {},
  ): Projected<Doc>[] {
    const found = new Query(filter).find<Projected<Doc>>(documents);
    return found.sort(sort).skip(skip).limit(limit).all();
  }
}
