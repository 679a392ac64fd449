import type { AnyProjection } from '../reading/projection.js';
import {
  type CatalogueEntry,
  flipped,
  generationsOf,
  newEntry,
  retiredWhole,
  withBuilding,
  withoutRetired,
} from './catalogue-entry.js';
import { type FedCollection, fedCollection } from './fed-collection.js';
import { collectionOf, type ProjectionStore, type ProjectionTarget } from './projection-store.js';

export interface CatalogueParts {
  readonly store: ProjectionStore;
  readonly projections: readonly AnyProjection[];
  /** The log's identity. */
  readonly log: string;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  readonly clock: () => Date;
  /** How long replaced documents stay for queries that are still reading them. */
  readonly graceMs: number;
}

/** Others change the same entry, but not all the time. */
const ATTEMPTS = 10;
/** How long the documents of an older version stay that no worker uses, for those who go back to it. */
const RETENTION_MS = 7 * 86_400_000;
/** A worker is seen so often in a retention. */
const SIGHTINGS = 20;

const fedOf = (projection: AnyProjection, entry: CatalogueEntry): FedCollection[] =>
  generationsOf(entry).map((generation) => fedCollection(projection, generation));

/**
 * One program's part of the catalogue. Every change is a compare-and-set on the stored entry's revision: a worker that slept while
 * others rebuilt cannot write what it remembers.
 */
export class Catalogue {
  private readonly retiredSince = new Map<string, number>();

  constructor(private readonly parts: CatalogueParts) {}

  /** What each projection of this program is to be fed into, recorded; the collections are there. */
  async plan(): Promise<CatalogueEntry[]> {
    const stored = await this.parts.store.catalogue();
    return Promise.all(
      this.parts.projections.map(async (projection) => {
        const known = stored.find(({ name, version }) => name === projection.name && version === projection.version);
        const step = (entry: CatalogueEntry): CatalogueEntry => withBuilding(this.asUsed(entry));
        return known !== undefined && step(known) === known ? known : this.change(projection, step);
      }),
    );
  }

  /** Where the documents of these entries go, the newest generation of each projection first. */
  collections(entries: readonly CatalogueEntry[]): FedCollection[] {
    return this.parts.projections.flatMap((projection) => {
      const entry = entries.find(({ name, version }) => name === projection.name && version === projection.version);
      return entry === undefined ? [] : fedOf(projection, entry);
    });
  }

  /** What was built is what queries read from now on. Changes nothing where it is not what is being built. */
  flip({ projection, target }: FedCollection): Promise<CatalogueEntry> {
    return this.change(projection, (entry) => flipped(entry, target.generation));
  }

  /**
   * Drops replaced documents once no query can be reading them any more, and older versions that no worker uses any more.
   * `release` resolves when they are not fed any more.
   */
  async dropRetired(release: (collections: readonly string[]) => Promise<void>): Promise<void> {
    for (const entry of await this.parts.store.catalogue()) {
      const current = this.isOurs(entry) ? entry : await this.expired(entry);
      if (current !== undefined) await this.dropOf(current, release);
    }
  }

  private async dropOf(
    entry: CatalogueEntry,
    release: (collections: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const { store } = this.parts;
    const due = entry.retired.filter((generation) => this.isDue(collectionOf({ ...entry, generation })));
    const targets = due.map((generation): ProjectionTarget => ({ ...entry, generation, indexes: [] }));
    await release(targets.map(collectionOf));
    for (const target of targets) {
      await store.drop(target);
      this.retiredSince.delete(collectionOf(target));
    }
    const left = withoutRetired(entry, due);
    // should another one be faster, the next look finds out
    if (generationsOf(left).length === 0 && !this.isOurs(entry)) await store.remove(entry);
    else if (due.length > 0) await store.save(left);
  }

  private isDue(collection: string): boolean {
    const since = this.retiredSince.get(collection) ?? this.parts.now();
    this.retiredSince.set(collection, since);
    return this.parts.now() - since >= this.parts.graceMs;
  }

  private isOurs({ name, version }: CatalogueEntry): boolean {
    return this.parts.projections.some((projection) => projection.name === name && projection.version === version);
  }

  /** The entry, read by nobody any more; undefined while it is kept, or another worker was faster. */
  private async expired(entry: CatalogueEntry): Promise<CatalogueEntry | undefined> {
    const ours = this.parts.projections.find(({ name }) => name === entry.name);
    const isOlder = ours === undefined || ours.version > entry.version;
    if (!isOlder || this.unusedMs(entry) < RETENTION_MS) return undefined;
    const retired = retiredWhole(entry);
    if (retired === entry) return entry;
    return (await this.parts.store.save(retired)) ? { ...retired, revision: retired.revision + 1 } : undefined;
  }

  private unusedMs({ usedAt }: CatalogueEntry): number {
    return this.parts.clock().getTime() - Date.parse(usedAt);
  }

  private asUsed(entry: CatalogueEntry): CatalogueEntry {
    const isSeen = this.unusedMs(entry) < RETENTION_MS / SIGHTINGS;
    return isSeen ? entry : { ...entry, usedAt: this.parts.clock().toISOString() };
  }

  private async change(
    projection: AnyProjection,
    step: (entry: CatalogueEntry) => CatalogueEntry,
  ): Promise<CatalogueEntry> {
    const { name, version } = projection;
    const { store, clock } = this.parts;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const stored = (await store.catalogue()).find((entry) => entry.name === name && entry.version === version);
      const entry = stored ?? newEntry(name, version, clock().toISOString());
      const next = step(entry);
      if (next === entry) return entry;
      if (next.last !== entry.last) await this.prepare(fedCollection(projection, next.last));
      if (await store.save(next)) return { ...next, revision: next.revision + 1 };
    }
    throw new Error(`the catalogue's entry of ${name}, version ${version}, is changed by others all the time`);
  }

  /** Before the entry says so: who reads it finds the collection and its checkpoint. */
  private async prepare({ name, target }: FedCollection): Promise<void> {
    await this.parts.store.prepare(target);
    await this.parts.store.begin(name, { position: 0n, log: this.parts.log });
  }
}
