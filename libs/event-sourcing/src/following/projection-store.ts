import type { ProjectionIndex } from '../reading/projection.js';
import type { StoredDocument } from '../reading/stored-document.js';

/** One building of a projection's documents: a collection of its own for each version and each time it is built anew. */
export interface Generation {
  readonly version: number;
  /** Grows with every building of this projection, whatever the version. */
  readonly generation: number;
}

/** Where a generation's documents are. */
export interface ProjectionTarget extends Generation {
  readonly name: string;
  readonly indexes: readonly ProjectionIndex[];
}

/** What is known of a projection beside its documents. */
export interface CatalogueEntry {
  readonly name: string;
  /** What queries read. */
  readonly live: Generation | undefined;
  /** What is being built to take its place. */
  readonly building: Generation | undefined;
  /** To be dropped once no query can be reading them. */
  readonly retired: readonly Generation[];
  /** The highest generation there ever was. */
  readonly last: number;
  readonly rebuildRequested: boolean;
}

/** How far a run has come, in which log, and which worker (by its lease's epoch) wrote that. */
export interface Checkpoint {
  readonly position: bigint;
  readonly log: string;
  readonly epoch: bigint;
}

/** A document before and after a batch of events. */
export interface DocumentChange {
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument;
}

/** An event that was passed over: unreadable, or refused by everything that was tried. The log still has it. */
export interface SkippedEvent {
  /** Who misses it: a target's collection or a policy's run. */
  readonly by: string;
  readonly position: bigint;
  readonly reason: string;
}

/**
 * Where read models are kept. `libs/read-models` implements it over MongoDB's protocol. Every method throws the driver's
 * errors when the database cannot be reached, and may then be repeated.
 */
export interface ProjectionStore {
  catalogue(): Promise<CatalogueEntry[]>;
  /** Writes everything but `rebuildRequested`, which is cleared where `building` is set. */
  save(entry: CatalogueEntry): Promise<void>;
  /** Makes the collection and its indexes, if they are not there. */
  prepare(target: ProjectionTarget): Promise<void>;
  drop(target: ProjectionTarget): Promise<void>;
  load(target: ProjectionTarget, ids: readonly string[]): Promise<StoredDocument[]>;
  /**
   * Writes each document unless a newer position is there. Resolves with what the database refused for good, by document id
   * (too large, a unique index): nobody else is affected.
   */
  write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>>;
  countBroken(target: ProjectionTarget): Promise<number>;
  checkpoint(run: string): Promise<Checkpoint | undefined>;
  /** Compare-and-set: false where the stored checkpoint is not `from`. */
  advance(run: string, from: Checkpoint | undefined, to: Checkpoint): Promise<boolean>;
  forget(run: string): Promise<void>;
  skip(event: SkippedEvent): Promise<void>;
  countSkipped(by: string): Promise<number>;
}

/** The run that feeds every live projection. */
export const MAIN_RUN = 'main';

/** A target's collection, and the name of the run that builds it. */
export const collectionOf = ({ name, version, generation }: Omit<ProjectionTarget, 'indexes'>): string =>
  `${name}.v${version}.g${generation}`;
