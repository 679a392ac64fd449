import type { Evolver } from '../deciding/decider.js';
import type { Event, Recorded } from '../events/event.js';
import type { Projection, ProjectionIndex } from './projection.js';

interface StateProjection<State, E extends Event> {
  readonly name: string;
  readonly version: number;
  readonly indexes?: readonly ProjectionIndex[];
  readonly id: (event: Recorded<E>) => string | undefined;
  readonly evolver: Evolver<State, E>;
}

/**
 * A read model whose documents are streams' states: one evolver serves decisions and reading, so the two cannot differ.
 * The state must be plain JSON (no Map, bigint or class). Raise `version` when the evolver changes.
 */
export const stateProjection = <State, E extends Event>({
  evolver,
  id,
  ...rest
}: StateProjection<State, E>): Projection<State & object, E> => {
  const steps = Object.entries(evolver.evolve as Readonly<Record<string, (state: State, event: never) => State>>).map(
    ([type, step]) => [
      type,
      (doc: (State & object) | undefined, event: never) => step(doc ?? evolver.initial, event) ?? undefined,
    ],
  );
  const ids = (event: Recorded<E>): readonly string[] => {
    const found = id(event);
    return found === undefined ? [] : [found];
  };
  return { ...rest, ids, evolve: Object.fromEntries(steps) as Projection<State & object, E>['evolve'] };
};
