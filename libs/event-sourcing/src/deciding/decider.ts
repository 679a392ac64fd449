import type { Event, Recorded } from '../events/event.js';
import type { Rejection } from './rejection.js';

/** How events become state. No decisions, total: it must not fail on any event of its stream. */
export interface Evolver<State, E extends Event> {
  readonly initial: State;
  readonly evolve: { readonly [T in E['type']]: (state: State, event: Recorded<Extract<E, { type: T }>>) => State };
}

/** The events that follow from a command (none: it was already so), or its refusal. */
export type Decision<E extends Event> = readonly E[] | Rejection;

/** What a decision may know beside command and state. */
export interface DecisionContext {
  readonly commandId: string;
  /** An opaque user id, or `system:<part>`. */
  readonly actor: string;
}

/** A use case: pure. */
export type Decide<Data, State, E extends Event> = (command: Data & DecisionContext, state: State) => Decision<E>;

/** The decision that nothing needs to change. */
export const nothing: readonly never[] = [];

export const isRejection = (decision: Decision<Event>): decision is Rejection => 'rejected' in decision;

export const fold = <State, E extends Event>(
  evolver: Evolver<State, E>,
  events: Iterable<Recorded<E>>,
  from: State = evolver.initial,
): State => {
  const evolve = evolver.evolve as unknown as Record<string, ((state: State, event: Recorded<E>) => State) | undefined>;
  let state = from;
  for (const event of events) {
    const step = evolve[event.type];
    if (step !== undefined) state = step(state, event);
  }
  return state;
};
