import { Query } from 'mingo';
import {
  type AnyProjection,
  type Documents,
  documentIdOf,
  type EventRegistry,
  type Filter,
  type FindOptions,
  type Projected,
  projectEvent,
  type ReadModels,
  type StoredDocument,
} from '#libs/event-sourcing';
import type { MemoryEventStore } from '#libs/event-sourcing/testing';

/** One projection over a log in memory: always up to date, unless a spec holds it back. */
export class MemoryReadModels implements ReadModels {
  /** False: it stays where it is, as when the projector is down. */
  isFollowing = true;
  private readonly stored = new Map<string, StoredDocument>();
  private next = 0;
  private reached = 0n;

  constructor(
    private readonly store: MemoryEventStore,
    private readonly registry: EventRegistry,
    private readonly projection: AnyProjection,
  ) {}

  documents<Doc extends object>(): Documents<Doc> {
    return {
      get: (id) => Promise.resolve(this.all<Doc>().find(({ _id }) => _id === id)),
      find: (filter, options) => Promise.resolve(this.find<Doc>(filter, options)),
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

  private find<Doc extends object>(filter: Filter, { sort, limit = 1_000_000 }: FindOptions = {}): Projected<Doc>[] {
    const found = new Query({ ...filter }).find<Projected<Doc>>(this.all<Doc>());
    return (sort === undefined ? found : found.sort({ ...sort })).limit(limit).all();
  }

  private all<Doc extends object>(): Projected<Doc>[] {
    this.catchUp();
    return [...this.stored.values()].flatMap(({ id, position, doc }) =>
      doc === undefined ? [] : [{ ...(doc as Doc), _id: id, _position: position }],
    );
  }

  private catchUp(): void {
    for (; this.isFollowing && this.next < this.store.log.length; this.next += 1) {
      const stored = this.store.log[this.next];
      if (stored === undefined) return;
      const event = this.registry.decode(stored);
      const id = documentIdOf(this.projection, event);
      this.reached = event.position;
      const after = id === undefined ? undefined : projectEvent(this.projection, id, this.stored.get(id), event);
      if (after !== undefined) this.stored.set(after.id, after);
    }
  }
}
