import type { Event, EventMetadata, Recorded } from '../events/event.js';
import type { ExpectedRevision } from '../events/event-store.js';
import { type Evolver, fold } from './decider.js';

/** A stream, folded. */
export interface StreamState<State> {
  readonly state: State;
  /** Of its last event; -1n where there is none. */
  readonly revision: bigint;
  /** Of its last event in the log; 0n where there is none. */
  readonly position: bigint;
  /** By command id, the revision of the command's last event. */
  readonly commands: ReadonlyMap<string, bigint>;
}

/** Tells a stream's state as it is when asked. Throws UnreadableEventError, EventStoreUnavailableError. */
export interface StreamReader {
  of<State, E extends Event>(stream: string, evolver: Evolver<State, E>): Promise<StreamState<State>>;
}

/** With what the next decision on the stream needs to know beside its state. */
export interface KnownStream<State> extends StreamState<State> {
  readonly last: { readonly id: string; readonly at: string; readonly metadata: EventMetadata } | undefined;
  /** Grows with the stream: it belongs to all of its states. */
  readonly commands: Map<string, bigint>;
}

export const unwritten = <State>({ initial }: Evolver<State, never>): KnownStream<State> => ({
  state: initial,
  revision: -1n,
  position: 0n,
  last: undefined,
  commands: new Map(),
});

/** `known`, and these events that follow on it. */
export const advance = <State, E extends Event>(
  known: KnownStream<State>,
  evolver: Evolver<State, E>,
  events: readonly Recorded[],
): KnownStream<State> => {
  const last = events.at(-1);
  if (last === undefined) return known;
  // what was observed is no command: its id is its event's, and nobody sends it again
  for (const { id, revision, metadata } of events)
    if (metadata.commandId !== id) known.commands.set(metadata.commandId, revision);
  return {
    // The registry has decoded them; that a stream holds its family's events alone is the writers' promise.
    state: fold(evolver, events as unknown as Recorded<E>[], known.state),
    revision: last.revision,
    position: last.position,
    last: { id: last.id, at: last.at, metadata: last.metadata },
    commands: known.commands,
  };
};

export const expectedRevisionOf = ({ revision }: StreamState<unknown>): ExpectedRevision =>
  revision < 0n ? 'no_stream' : revision;
