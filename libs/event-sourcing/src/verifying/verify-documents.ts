import type { EventStore, LogMessage } from '../events/event-store.js';
import { positionOf } from '../events/position-of.js';
import type { Checkpoint } from '../following/checkpoint-store.js';
import { checkLog } from '../following/cursor.js';
import { followInBatches } from '../following/follow-in-batches.js';
import { type FedCollection, fedCollection } from '../projecting/fed-collection.js';
import { projectBatch } from '../projecting/project-batch.js';
import type { ProjectionStore } from '../projecting/projection-store.js';
import type { AnyProjection } from '../reading/projection.js';
import type { DocumentCheck, DocumentFault } from './document-check.js';
import { FoldedDocuments } from './folded-documents.js';
import { PassingDocuments } from './passing-documents.js';

export interface Verifying {
  readonly events: Pick<EventStore, 'follow' | 'identity'>;
  readonly store: Pick<ProjectionStore, 'catalogue' | 'checkpoints' | 'load' | 'scan'>;
  readonly projections: readonly AnyProjection[];
  /** Told of each as it is found: there may be as many as documents. */
  readonly onFault: (fault: DocumentFault & { readonly projection: string }) => void;
}

export interface VerifiedDocuments {
  readonly documents: number;
  /** The log was folded up to here; documents that were newer, up to the newest of them. */
  readonly position: bigint;
}

interface Verified {
  readonly collection: FedCollection;
  readonly check: DocumentCheck;
}

const BATCH = 2_000;

const liveCollections = async (
  store: Verifying['store'],
  projections: readonly AnyProjection[],
): Promise<FedCollection[]> => {
  const catalogue = await store.catalogue();
  return projections.map((projection) => {
    const { name, version } = projection;
    const live = catalogue.find((entry) => entry.name === name && entry.version === version)?.live;
    if (live !== undefined) return fedCollection(projection, live);
    throw new Error(`${name}, version ${version}, is not built yet: let a worker of this version build it`);
  });
};

const checkpointsOf = async (
  { events, store }: Verifying,
  collections: readonly FedCollection[],
): Promise<readonly Checkpoint[]> => {
  const log = await events.identity();
  const checkpoints = await store.checkpoints(collections.map(({ name }) => name));
  for (const [name, checkpoint] of checkpoints) checkLog(name, checkpoint, log);
  return collections.map(({ name }) => {
    const checkpoint = checkpoints.get(name);
    if (checkpoint === undefined) throw new Error(`${name} has no checkpoint any more: verify it again`);
    return checkpoint;
  });
};

/** Everything after `after` up to `upTo`, which has happened. */
async function* messagesBetween(
  events: Verifying['events'],
  after: bigint,
  upTo: bigint,
): AsyncGenerator<LogMessage[]> {
  if (after >= upTo) return;
  const { signal } = new AbortController();
  const from = after === 0n ? undefined : after;
  for await (const batch of followInBatches(events, { after: from, signal, batchSize: BATCH })) {
    yield batch.filter((message) => (positionOf(message) ?? 0n) <= upTo);
    if (batch.some((message) => message.kind === 'caughtUp' || (positionOf(message) ?? 0n) >= upTo)) return;
  }
}

/** One verification of some projections, at one position. */
class Verification {
  private documents = 0;
  private newest: bigint;

  constructor(
    private readonly parts: Verifying,
    private readonly verified: readonly Verified[],
    private readonly reached: bigint,
  ) {
    this.newest = reached;
  }

  async run(): Promise<VerifiedDocuments> {
    for await (const messages of messagesBetween(this.parts.events, 0n, this.reached)) await this.feed(messages);
    for (const one of this.verified) await this.look(one);
    // one by one: a document that is newer is compared as it was at its own position
    for await (const messages of messagesBetween(this.parts.events, this.reached, this.newest))
      for (const message of messages) await this.feed([message]);
    for (const { collection, check } of this.verified) this.tell(collection, check.unsettled());
    return { documents: this.documents, position: this.newest };
  }

  private async feed(messages: readonly LogMessage[]): Promise<void> {
    for (const { collection, check } of this.verified) {
      await projectBatch(check, collection, messages);
      this.tell(collection, check.faults());
    }
  }

  private async look({ collection, check }: Verified): Promise<void> {
    const { store } = this.parts;
    for await (const stored of store.scan(collection.target)) {
      this.documents += 1;
      if (stored.position > this.newest) this.newest = stored.position;
      const fault = check.look(stored);
      if (fault !== undefined) this.tell(collection, [{ id: stored.id, fault }]);
    }
    this.tell(
      collection,
      check.unseen().map((id) => ({ id, fault: 'missing' })),
    );
  }

  private tell({ projection }: FedCollection, faults: readonly DocumentFault[]): void {
    for (const fault of faults) this.parts.onFault({ projection: projection.name, ...fault });
  }
}

/**
 * Compares the live documents of these projections with a fold of the log, by hash, while workers feed them: at the position of the one
 * that is furthest behind, and documents that are newer at their own. Keeps the documents of projections that fold, of others
 * a number each. Throws where one is not built, or was replaced meanwhile, ForeignLogError, and when a store cannot be reached.
 */
export const verifyDocuments = async (parts: Verifying): Promise<VerifiedDocuments> => {
  const { store, projections } = parts;
  const collections = await liveCollections(store, projections);
  const positions = (await checkpointsOf(parts, collections)).map(({ position }) => position);
  const [reached = 0n] = positions.toSorted((a, b) => (a < b ? -1 : 1));
  const verified = collections.map((collection) => {
    const passes = collection.projection.documentPerEvent === true;
    return { collection, check: passes ? new PassingDocuments(store, reached) : new FoldedDocuments(reached) };
  });
  const result = await new Verification(parts, verified, reached).run();
  const now = await liveCollections(store, projections);
  const replaced = now.find(({ name }, index) => name !== collections[index]?.name);
  if (replaced !== undefined)
    throw new Error(
      `${replaced.projection.name} was built anew meanwhile: what was found is of old documents, verify it again`,
    );
  return result;
};
