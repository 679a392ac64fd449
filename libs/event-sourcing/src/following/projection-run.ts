import type { EventStore, LogMessage } from '../events/event-store.js';
import { positionOf } from '../events/position-of.js';
import type { CheckpointedRun } from './checkpointing.js';
import { Cursor } from './checkpointing.js';
import { followInBatches } from './follow-in-batches.js';
import { type Casualties, type Lane, projectBatch } from './project-batch.js';
import type { ProjectionStore } from './projection-store.js';
import { type DocumentStore, rememberDocuments } from './remember-documents.js';

/** What every run of a projector needs. */
export interface RunContext {
  readonly events: EventStore;
  readonly store: ProjectionStore;
  readonly batchSize: number;
  readonly identity: Omit<CheckpointedRun, 'run'>;
}

/** Told after each batch, once its documents and its checkpoint are stored. */
export interface Progress extends Casualties {
  readonly position: bigint;
  readonly isCaughtUp: boolean;
  readonly events: number;
  /** The store's time of the batch's last event. */
  readonly lastEventAt: string | undefined;
}

export interface ProjectionRun {
  readonly run: string;
  readonly lanes: readonly Lane[];
  /** Begins earlier than the checkpoint says, for a lane that has not come as far. */
  readonly from?: bigint | undefined;
  readonly signal: AbortSignal;
  /** Told once a batch's documents are stored, before its checkpoint is: a reader need not wait for that. */
  readonly onDocuments?: (position: bigint) => void;
  readonly onProgress: (progress: Progress) => Promise<void> | void;
}

const endOf = (messages: readonly LogMessage[]): bigint =>
  messages.reduce((end, message) => {
    const position = positionOf(message) ?? 0n;
    return position > end ? position : end;
  }, 0n);

/** A run that begins early repeats what its other lanes have: their documents' guards make that nothing. */
const startOf = (stored: bigint, from: bigint | undefined): bigint =>
  from !== undefined && from < stored ? from : stored;

/** For documents that no earlier event can have made. Where one is there nevertheless, its guard makes writing it nothing. */
const withoutLooking = (store: DocumentStore): DocumentStore => ({
  load: () => Promise.resolve([]),
  write: (target, changes) => store.write(target, changes),
  skip: (event) => store.skip(event),
});

/**
 * Follows the log from the run's checkpoint and feeds its lanes, until the signal aborts. Throws when the log or the
 * database cannot be reached (repeat it), ForeignLogError, SupersededError.
 */
export const runProjection = async (
  context: RunContext,
  { run, lanes, from, signal, onDocuments, onProgress }: ProjectionRun,
): Promise<void> => {
  const { events, store, batchSize } = context;
  const remembering = rememberDocuments(store);
  const unread = withoutLooking(store);
  const storeOf = ({ projection }: Lane): DocumentStore =>
    projection.documentPerEvent === true ? unread : remembering;
  const cursor = await Cursor.open(store, { run, ...context.identity });
  let position = startOf(cursor.position, from);
  let isCaughtUp = false;
  for await (const messages of followInBatches(events, {
    after: position === 0n ? undefined : position,
    signal,
    batchSize,
  })) {
    const casualties = await Promise.all(lanes.map((lane) => projectBatch(storeOf(lane), lane, messages)));
    const end = endOf(messages);
    if (end > position) position = end;
    onDocuments?.(position);
    await cursor.advance(position);
    isCaughtUp ||= messages.some(({ kind }) => kind === 'caughtUp');
    const projected = messages.filter((message) => message.kind === 'event');
    await onProgress({
      position,
      isCaughtUp,
      events: projected.length,
      lastEventAt: projected.at(-1)?.event.at,
      broken: casualties.reduce((sum, { broken }) => sum + broken, 0),
      skipped: casualties.reduce((sum, { skipped }) => sum + skipped, 0),
    });
    if (signal.aborted) return;
  }
};
