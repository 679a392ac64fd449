import { expect } from 'vitest';
import { type Decide, type DecisionContext, type Evolver, fold, isRejection } from '../deciding/decider.js';
import type { Event } from '../events/event.js';
import { atCallSite } from './at-call-site.js';
import { type Given, recordings } from './recordings.js';

/** What a spec can ask of a decision. Every assertion fails at the spec's own line. */
export interface Decided<E extends Event> {
  /** Exactly these events, in this order. */
  readonly then: (events: readonly E[]) => void;
  /** Accepted, and nothing changes. */
  readonly thenNothing: () => void;
  /** Refused with this code and, where given, these details. */
  readonly thenRejected: (code: string, details?: { detail?: unknown; extra?: unknown }) => void;
}

export interface GivenEvents<State, E extends Event> {
  readonly when: <Data extends object>(
    decide: Decide<Data, State, E>,
    command: NoInfer<Data>,
    context?: Partial<DecisionContext>,
  ) => Decided<E>;
  /** The state that the events add up to. */
  readonly thenState: (state: State) => void;
}

export interface DeciderSpec<State, E extends Event> {
  readonly given: (...events: readonly Given<E>[]) => GivenEvents<State, E>;
}

const CONTEXT: DecisionContext = { commandId: '00000000-0000-4009-8000-000000000000', actor: 'someone' };

/** The command is decided by `someone` unless the spec says who. */
const decided = <Data extends object, State, E extends Event>(
  decide: Decide<Data, State, E>,
  command: Data & DecisionContext,
  state: State,
): Decided<E> => {
  const decision = decide(command, state);
  const events = isRejection(decision) ? decision : decision.map(({ type, data }) => ({ type, data }));
  const self: Decided<E> = {
    then: (expected) => atCallSite(self.then, () => expect(events).toEqual(expected)),
    thenNothing: () => atCallSite(self.thenNothing, () => expect(events).toEqual([])),
    thenRejected: (code, details = {}) =>
      atCallSite(self.thenRejected, () =>
        expect(events).toEqual(expect.objectContaining({ rejected: code, ...details })),
      ),
  };
  return self;
};

/**
 * Given these events, when this is asked, then that is decided:
 *
 *     const spec = deciderSpec(sessions);
 *     test('the default can be another session', () =>
 *       spec.given(added(first), added(second)).when(chooseDefault, { sessionId: second }).then([defaultChosen(second)]));
 *
 * To be called inside a `test`, whose name is the rule. The events are frozen: an evolver that changes them fails. How they
 * were recorded is filled in; `recorded(event, { at })` says otherwise.
 */
export const deciderSpec = <State, E extends Event>(evolver: Evolver<State, E>): DeciderSpec<State, E> => ({
  given: (...events) => {
    const state = fold(evolver, recordings<E>(...events));
    const self: GivenEvents<State, E> = {
      when: (decide, command, context) => decided(decide, { ...command, ...CONTEXT, ...context }, state),
      thenState: (expected) => atCallSite(self.thenState, () => expect(state).toEqual(expected)),
    };
    return self;
  },
});
