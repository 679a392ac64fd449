import type { CheckpointStore } from '../following/checkpoint-store.js';
import type { ProjectionIndex } from '../reading/projection.js';
import type { StoredDocument } from '../reading/stored-document.js';
import type { CatalogueEntry } from './catalogue-entry.js';

/** Where one building of a projection's documents is: a collection of its own for each version and each time it is built anew. */
export interface ProjectionTarget {
  readonly name: string;
  readonly version: number;
  /** Grows with every building of this version. */
  readonly generation: number;
  readonly indexes: readonly ProjectionIndex[];
}

/** A document before and after a batch of events. */
export interface DocumentChange {
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument;
}

/** An event that was passed over: unreadable, or refused by everything that was tried. The log still has it. */
export interface SkippedEvent {
  /** Who misses it: a target's collection or a policy's checkpoint. */
  readonly by: string;
  readonly position: bigint;
  readonly reason: string;
  /** The one document that misses it, and everything after it: it is broken. */
  readonly document?: string;
  /** Where it is, of an event that this version could not read: a newer one can. */
  readonly unreadable?: { readonly stream: string; readonly revision: bigint };
}

/** What went wrong for good: broken documents, and events that all documents miss. */
export interface Damage {
  readonly broken: number;
  readonly skipped: number;
}

/**
 * Where read models are kept. `libs/read-models` implements it over MongoDB's protocol. Every method throws the driver's
 * errors when the database cannot be reached, and may then be repeated.
 */
export interface ProjectionStore extends CheckpointStore {
  catalogue(): Promise<CatalogueEntry[]>;
  /** Compare-and-set: false where what is stored does not have the entry's revision. What is stored then has the next one. */
  save(entry: CatalogueEntry): Promise<boolean>;
  /** Forgets the entry. False where what is stored does not have its revision. */
  remove(entry: CatalogueEntry): Promise<boolean>;
  /** Makes the collection and its indexes, if they are not there. */
  prepare(target: ProjectionTarget): Promise<void>;
  /** The documents and what is known of them, the checkpoint too. */
  drop(target: ProjectionTarget): Promise<void>;
  load(target: ProjectionTarget, ids: readonly string[]): Promise<StoredDocument[]>;
  /** Each document that is there all the time is told of once, as it is when it is come to; removed ones too. */
  scan(target: ProjectionTarget): AsyncIterable<StoredDocument>;
  /**
   * Writes each document unless a newer position is there, or a broken one: that stays as it is. Resolves with what the
   * database refused for good, by document id (too large): nobody else is affected.
   */
  write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>>;
  /** Remembers them; twice is once. */
  skip(events: readonly SkippedEvent[]): Promise<void>;
  /** Unreadable events that it passed over, oldest first. */
  unreadable(by: string): Promise<readonly SkippedEvent[]>;
  /** It has not missed the event after all. */
  unskip(event: Pick<SkippedEvent, 'by' | 'position'>): Promise<void>;
  /** What was skipped by each of these that skipped anything. */
  damage(by: readonly string[]): Promise<ReadonlyMap<string, Damage>>;
}

/** A target's collection, and the name of its checkpoint. */
export const collectionOf = ({ name, version, generation }: Omit<ProjectionTarget, 'indexes'>): string =>
  `${name}.v${version}.g${generation}`;

/** Whether a name is one of those that `collectionOf` makes, of this program's projections or another's. */
export const isProjected = (name: string): boolean => /^.+\.v\d+\.g\d+$/.test(name);
