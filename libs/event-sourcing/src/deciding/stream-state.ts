import type { Event, Recorded } from '../events/event.js';
import type { EventStore, ExpectedRevision } from '../events/event-store.js';
import { type Evolver, fold } from './decider.js';

/** A stream, folded: what a decision starts from. */
export interface StreamState<State> {
  readonly state: State;
  readonly events: readonly Recorded[];
}

/** The stream's events and their fold; of an earlier state, only what came since is read. */
export const readState = async <State, E extends Event>(
  store: EventStore,
  stream: string,
  evolver: Evolver<State, E>,
  since?: StreamState<State>,
): Promise<StreamState<State>> => {
  const known = since?.events ?? [];
  const events = await store.read(stream, { from: revisionOf(known) + 1n });
  return {
    // The registry has decoded them; that a stream holds its family's events alone is the writers' promise.
    state: fold(evolver, events as unknown as Recorded<E>[], since?.state),
    events: [...known, ...events],
  };
};

/** -1n where there is no event. */
export const revisionOf = (events: readonly Recorded[]): bigint => events.at(-1)?.revision ?? -1n;

export const expectedRevisionOf = (events: readonly Recorded[]): ExpectedRevision =>
  events.at(-1)?.revision ?? 'no_stream';
