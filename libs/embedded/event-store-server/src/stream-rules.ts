/** What a writer believes about a stream: its last revision, or one of the three words of the protocol. */
export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

/** A stream as it is. `last` is -1 while it has no events. */
export interface StreamFacts {
  readonly last: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  readonly hasMetadata: boolean;
}

interface WrittenEvent {
  readonly revision: number;
  readonly position: number;
}

/** What the rules may ask about events written before. */
export interface WrittenEvents {
  /** An event of this stream that was written not too long ago, by its id. */
  recent(id: string): WrittenEvent | undefined;
  /** The event at a revision of this stream. */
  at(revision: number): (WrittenEvent & { readonly id: string }) | undefined;
}

export type AppendDecision =
  | { readonly kind: 'write' }
  | { readonly kind: 'write nothing' }
  | ({ readonly kind: 'written before' } & WrittenEvent)
  | Refusal;

export type DeleteDecision = { readonly kind: 'delete' } | Refusal;

export type Refusal =
  | { readonly kind: 'stream deleted' }
  | { readonly kind: 'wrong expected revision'; readonly current: number };

const NO_EVENTS = -1;

/**
 * Decides whether an append is new, a repetition of an earlier one, or in conflict.
 * The order of the checks is part of the protocol: retries after a lost reply depend on it.
 */
export const decideAppend = (
  expected: ExpectedRevision,
  ids: readonly string[],
  stream: StreamFacts,
  written: WrittenEvents,
): AppendDecision => {
  const refusal = refusalToTouch(expected, stream);
  if (refusal) return refusal;
  if (expected === 'any' || expected === 'stream_exists') return decideByRecentIds(ids, stream, written);
  const revision = expected === 'no_stream' ? NO_EVENTS : expected;
  if (revision > stream.last) return wrong(stream);
  if (revision < stream.last) return decideByStoredIds(revision, ids, stream, written);
  return ids.length === 0 ? { kind: 'write nothing' } : { kind: 'write' };
};

/** A soft delete needs something to delete. */
export const decideDelete = (expected: ExpectedRevision, stream: StreamFacts): DeleteDecision =>
  !stream.tombstoned && isAbsent(stream) ? wrong(stream) : decideTombstone(expected, stream);

/** A tombstone may also be put where nothing was yet. */
export const decideTombstone = (expected: ExpectedRevision, stream: StreamFacts): DeleteDecision => {
  const refusal = refusalToTouch(expected, stream);
  if (refusal) return refusal;
  if (expected === 'any' || expected === 'stream_exists') return { kind: 'delete' };
  const revision = expected === 'no_stream' ? NO_EVENTS : expected;
  return revision === stream.last ? { kind: 'delete' } : wrong(stream);
};

/** Nothing can be done with a tombstoned stream, nor with one that is expected to exist and does not. */
const refusalToTouch = (expected: ExpectedRevision, stream: StreamFacts): Refusal | undefined => {
  if (stream.tombstoned) return streamDeleted;
  if (expected !== 'stream_exists') return undefined;
  if (stream.softDeleted) return streamDeleted;
  return isAbsent(stream) ? wrong(stream) : undefined;
};

/** Without a revision only the ids tell a repetition, and only those of the newest events are known. */
const decideByRecentIds = (ids: readonly string[], stream: StreamFacts, written: WrittenEvents): AppendDecision => {
  let latest: WrittenEvent | undefined;
  for (const [index, id] of ids.entries()) {
    const event = written.recent(id);
    if (!event) return index === 0 ? { kind: 'write' } : wrong(stream);
    latest = event;
  }
  return latest ? writtenBefore(latest) : { kind: 'write nothing' };
};

/** The stream has moved on: the append is a repetition when the events that follow are the very ones it brings. */
const decideByStoredIds = (
  expected: number,
  ids: readonly string[],
  stream: StreamFacts,
  written: WrittenEvents,
): AppendDecision => {
  let latest: WrittenEvent | undefined;
  for (const [index, id] of ids.entries()) {
    const event = written.at(expected + 1 + index);
    if (event?.id !== id) return index === 0 ? firstDiffers(expected, stream) : wrong(stream);
    latest = event;
  }
  return latest ? writtenBefore(latest) : firstDiffers(expected, stream);
};

/** To its writers a soft-deleted stream does not exist, so `no_stream` holds. */
const firstDiffers = (expected: number, stream: StreamFacts): AppendDecision =>
  expected === NO_EVENTS && stream.softDeleted ? { kind: 'write' } : wrong(stream);

const isAbsent = (stream: StreamFacts): boolean => stream.last === NO_EVENTS && !stream.hasMetadata;

const streamDeleted: Refusal = { kind: 'stream deleted' };

const wrong = (stream: StreamFacts): Refusal => ({ kind: 'wrong expected revision', current: stream.last });

const writtenBefore = ({ revision, position }: WrittenEvent): AppendDecision => ({
  kind: 'written before',
  revision,
  position,
});
