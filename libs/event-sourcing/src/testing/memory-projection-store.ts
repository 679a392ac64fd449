import {
  type CatalogueEntry,
  type Checkpoint,
  collectionOf,
  type DocumentChange,
  type ProjectionStore,
  type ProjectionTarget,
  type SkippedEvent,
} from '../following/projection-store.js';
import type { StoredDocument } from '../reading/stored-document.js';
import { freeze } from './freeze.js';

const keyOf = (checkpoint: Checkpoint | undefined): string =>
  checkpoint === undefined ? 'none' : `${checkpoint.log} ${String(checkpoint.position)} ${String(checkpoint.epoch)}`;

/** A ProjectionStore without a database, for fast specs. Knows no indexes, refuses no document. */
export class MemoryProjectionStore implements ProjectionStore {
  readonly collections = new Map<string, Map<string, StoredDocument>>();
  readonly entries = new Map<string, CatalogueEntry>();
  readonly checkpoints = new Map<string, Checkpoint>();
  readonly skipped = new Map<string, SkippedEvent>();

  /** What a query would read: the live documents that are not removed. */
  documents(name: string): Record<string, object> {
    const live = this.entries.get(name)?.live;
    const collection = live === undefined ? undefined : this.collections.get(collectionOf({ name, ...live }));
    return Object.fromEntries(
      [...(collection ?? [])].flatMap(([id, { doc }]) => (doc === undefined ? [] : [[id, doc]])),
    );
  }

  requestRebuild(name: string): void {
    const entry = this.entries.get(name);
    if (entry !== undefined) this.entries.set(name, { ...entry, rebuildRequested: true });
  }

  async catalogue(): Promise<CatalogueEntry[]> {
    await Promise.resolve();
    return [...this.entries.values()];
  }

  async save(entry: CatalogueEntry): Promise<void> {
    await Promise.resolve();
    const wished = this.entries.get(entry.name)?.rebuildRequested ?? false;
    this.entries.set(entry.name, { ...entry, rebuildRequested: entry.building === undefined && wished });
  }

  async prepare(target: ProjectionTarget): Promise<void> {
    await Promise.resolve();
    this.collection(target);
  }

  async drop(target: ProjectionTarget): Promise<void> {
    await Promise.resolve();
    this.collections.delete(collectionOf(target));
    for (const [key, { by }] of this.skipped) if (by === collectionOf(target)) this.skipped.delete(key);
  }

  async load(target: ProjectionTarget, ids: readonly string[]): Promise<StoredDocument[]> {
    await Promise.resolve();
    const collection = this.collection(target);
    return ids.flatMap((id) => collection.get(id) ?? []);
  }

  async write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    await Promise.resolve();
    const collection = this.collection(target);
    for (const { after } of changes)
      if (after.position > (collection.get(after.id)?.position ?? -1n)) collection.set(after.id, freeze(after));
    return new Map();
  }

  async countBroken(target: ProjectionTarget): Promise<number> {
    await Promise.resolve();
    return [...this.collection(target).values()].filter(({ broken }) => broken !== undefined).length;
  }

  async checkpoint(run: string): Promise<Checkpoint | undefined> {
    await Promise.resolve();
    return this.checkpoints.get(run);
  }

  async advance(run: string, from: Checkpoint | undefined, to: Checkpoint): Promise<boolean> {
    await Promise.resolve();
    if (keyOf(this.checkpoints.get(run)) !== keyOf(from)) return false;
    this.checkpoints.set(run, to);
    return true;
  }

  async forget(run: string): Promise<void> {
    await Promise.resolve();
    this.checkpoints.delete(run);
  }

  async skip(event: SkippedEvent): Promise<void> {
    await Promise.resolve();
    this.skipped.set(`${event.by}:${String(event.position)}`, event);
  }

  async countSkipped(by: string): Promise<number> {
    await Promise.resolve();
    return [...this.skipped.values()].filter((event) => event.by === by).length;
  }

  private collection(target: ProjectionTarget): Map<string, StoredDocument> {
    const name = collectionOf(target);
    const collection = this.collections.get(name) ?? new Map<string, StoredDocument>();
    this.collections.set(name, collection);
    return collection;
  }
}
