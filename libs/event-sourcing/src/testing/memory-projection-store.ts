import type { Checkpoint, CheckpointMove } from '../following/checkpoint-store.js';
import type { CatalogueEntry } from '../projecting/catalogue-entry.js';
import { groupBy } from '../projecting/group-by.js';
import {
  collectionOf,
  type Damage,
  type DocumentChange,
  type ProjectionStore,
  type ProjectionTarget,
  type SkippedEvent,
} from '../projecting/projection-store.js';
import type { StoredDocument } from '../reading/stored-document.js';
import { freeze } from './freeze.js';

/** A ProjectionStore without a database, for fast specs. Knows no indexes, refuses no document. */
export class MemoryProjectionStore implements ProjectionStore {
  readonly collections = new Map<string, Map<string, StoredDocument>>();
  readonly entries = new Map<string, CatalogueEntry>();
  readonly storedCheckpoints = new Map<string, Checkpoint>();
  readonly skipped = new Map<string, SkippedEvent>();

  /** What a query of this version would read: the live documents that are not removed. */
  documents(name: string, version = 1): Record<string, object> {
    const live = this.entry(name, version)?.live;
    const target = { name, version, generation: live ?? 0 };
    const collection = live === undefined ? undefined : this.collections.get(collectionOf(target));
    return Object.fromEntries(
      [...(collection ?? [])].flatMap(([id, { doc }]) => (doc === undefined ? [] : [[id, doc]])),
    );
  }

  entry(name: string, version = 1): CatalogueEntry | undefined {
    return this.entries.get(`${name}.v${version}`);
  }

  /** As an operator does. False where there is no such projection. */
  requestRebuild(name: string, version = 1): boolean {
    const entry = this.entry(name, version);
    if (entry !== undefined) this.put({ ...entry, rebuildRequested: true });
    return entry !== undefined;
  }

  /** As somebody does who knows that everything can be rebuilt. */
  empty(): void {
    for (const kept of [this.collections, this.entries, this.storedCheckpoints, this.skipped]) kept.clear();
  }

  async catalogue(): Promise<CatalogueEntry[]> {
    await Promise.resolve();
    return [...this.entries.values()];
  }

  async save(entry: CatalogueEntry): Promise<boolean> {
    await Promise.resolve();
    const isKnown = this.isKnown(entry);
    if (isKnown) this.put(entry);
    return isKnown;
  }

  async remove(entry: CatalogueEntry): Promise<boolean> {
    await Promise.resolve();
    return this.isKnown(entry) && this.entries.delete(`${entry.name}.v${entry.version}`);
  }

  async prepare(target: ProjectionTarget): Promise<void> {
    await Promise.resolve();
    this.collection(target);
  }

  async drop(target: ProjectionTarget): Promise<void> {
    await Promise.resolve();
    this.collections.delete(collectionOf(target));
    this.storedCheckpoints.delete(collectionOf(target));
    for (const [key, { by }] of this.skipped) if (by === collectionOf(target)) this.skipped.delete(key);
  }

  async load(target: ProjectionTarget, ids: readonly string[]): Promise<StoredDocument[]> {
    await Promise.resolve();
    const collection = this.collection(target);
    return ids.flatMap((id) => collection.get(id) ?? []);
  }

  async *scan(target: ProjectionTarget): AsyncGenerator<StoredDocument> {
    for (const document of this.collection(target).values()) {
      await Promise.resolve();
      yield document;
    }
  }

  async write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    await Promise.resolve();
    const collection = this.collection(target);
    for (const { after } of changes) {
      const there = collection.get(after.id);
      if (there === undefined || (after.position > there.position && there.broken === undefined))
        collection.set(after.id, freeze(after));
    }
    return new Map();
  }

  async checkpoints(names: readonly string[]): Promise<ReadonlyMap<string, Checkpoint>> {
    await Promise.resolve();
    return new Map([...this.storedCheckpoints].filter(([name]) => names.includes(name)));
  }

  async begin(name: string, checkpoint: Checkpoint): Promise<void> {
    await Promise.resolve();
    if (!this.storedCheckpoints.has(name)) this.storedCheckpoints.set(name, checkpoint);
  }

  async advance(names: readonly string[], { log, from, to }: CheckpointMove): Promise<number> {
    await Promise.resolve();
    const moving = [...(await this.checkpoints(names))].filter(
      ([, stored]) => stored.log === log && stored.position >= from && stored.position < to,
    );
    for (const [name] of moving) this.storedCheckpoints.set(name, { position: to, log });
    return moving.length;
  }

  async skip(events: readonly SkippedEvent[]): Promise<void> {
    await Promise.resolve();
    for (const event of events) {
      const what = event.document === undefined ? String(event.position) : `document ${event.document}`;
      this.skipped.set(`${event.by}:${what}`, event);
    }
  }

  async unreadable(by: string): Promise<readonly SkippedEvent[]> {
    await Promise.resolve();
    return [...this.skipped.values()]
      .filter((event) => event.by === by && event.unreadable !== undefined)
      .sort((a, b) => (a.position < b.position ? -1 : 1));
  }

  async unskip({ by, position }: Pick<SkippedEvent, 'by' | 'position'>): Promise<void> {
    await Promise.resolve();
    this.skipped.delete(`${by}:${String(position)}`);
  }

  async damage(by: readonly string[]): Promise<ReadonlyMap<string, Damage>> {
    await Promise.resolve();
    const skipped = [...this.skipped.values()].filter((event) => by.includes(event.by));
    const of = (events: readonly SkippedEvent[]): Damage => {
      const broken = events.filter(({ document }) => document !== undefined).length;
      return { broken, skipped: events.length - broken };
    };
    return new Map([...groupBy(skipped, (event) => event.by)].map(([name, events]) => [name, of(events)]));
  }

  private isKnown({ name, version, revision }: CatalogueEntry): boolean {
    return (this.entry(name, version)?.revision ?? 0) === revision;
  }

  private put(entry: CatalogueEntry): void {
    this.entries.set(`${entry.name}.v${entry.version}`, freeze({ ...entry, revision: entry.revision + 1 }));
  }

  private collection(target: ProjectionTarget): Map<string, StoredDocument> {
    const name = collectionOf(target);
    const collection = this.collections.get(name) ?? new Map<string, StoredDocument>();
    this.collections.set(name, collection);
    return collection;
  }
}
