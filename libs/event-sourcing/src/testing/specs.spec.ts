import { describe, expect, test } from 'vitest';
import { type Decide, type Evolver, nothing } from '../deciding/decider.js';
import { problemTypes, rejecting } from '../deciding/rejection.js';
import type { CounterEvent } from '../projecting/counters.fixture.js';
import type { Policy } from '../reacting/policy.js';
import type { Projection } from '../reading/projection.js';
import { deciderSpec } from './decider-spec.js';
import { policySpec } from './policy-spec.js';
import { projectionSpec } from './projection-spec.js';
import { recorded } from './recordings.js';

interface State {
  readonly total: number;
  readonly last: string;
}

const reject = rejecting(problemTypes({}));

const counter: Evolver<State, CounterEvent> = {
  initial: { total: 0, last: 'never' },
  evolve: {
    Counted: ({ total }, { data, at }) => ({ total: total + data.by, last: at }),
    Reset: (_, { at }) => ({ total: 0, last: at }),
  },
};

const count: Decide<{ by: number }, State, CounterEvent> = ({ by, actor }, { total }) => {
  if (actor === 'stranger') return reject('forbidden', 'Ask the owner.', { total });
  return by === 0 ? nothing : [{ type: 'Counted', data: { by } }];
};

const counted = (by: number): CounterEvent => ({ type: 'Counted', data: { by } });
const spec = deciderSpec(counter);

describe('a decider’s spec', () => {
  test('reads as the rule', () => {
    spec
      .given(counted(1))
      .when(count, { by: 2 })
      .then([counted(2)]);
    spec.given().when(count, { by: 0 }).thenNothing();
    spec
      .given(counted(1))
      .when(count, { by: 2 }, { actor: 'stranger' })
      .thenRejected('forbidden', { extra: { total: 1 } });
    spec
      .given(counted(1), recorded(counted(2), { at: '2026-05-01T00:00:00Z' }))
      .thenState({ total: 3, last: '2026-05-01T00:00:00Z' });
  });

  test('fails where something else was decided, at the line of the spec', () => {
    const failing = (): void =>
      spec
        .given()
        .when(count, { by: 2 })
        .then([counted(3)]);
    expect(failing).toThrow(expect.objectContaining({ actual: [counted(2)], expected: [counted(3)] }));
    const stackOf = (work: () => void): string => {
      try {
        work();
      } catch (error) {
        return (error as Error).stack ?? '';
      }
      return 'did not fail';
    };
    expect(
      stackOf(failing)
        .split('\n')
        .find((line) => line.trim().startsWith('at ')),
    ).toContain('specs.spec');
    expect(() => spec.given().when(count, { by: 2 }).thenNothing()).toThrow();
    expect(() => spec.given().when(count, { by: 2 }).thenRejected('forbidden')).toThrow();
  });

  test('fails where an evolver changes its event', () => {
    const careless: Evolver<State, CounterEvent> = {
      ...counter,
      evolve: { ...counter.evolve, Counted: (state, event) => ({ ...state, total: (event.data.by += 1) }) },
    };
    expect(() => deciderSpec(careless).given(counted(1))).toThrow('read only');
  });
});

describe('a projection’s spec', () => {
  type Totals = Projection<{ total: number; seen?: unknown }, CounterEvent>;
  const totals: Totals = {
    name: 'totals',
    version: 1,
    ids: ({ stream }) => [stream],
    evolve: { Counted: (doc, { data }) => ({ total: (doc?.total ?? 0) + data.by }), Reset: () => undefined },
  };

  test('reads as the rule', () => {
    projectionSpec(totals)
      .given(
        recorded(counted(1), { stream: 'a' }),
        recorded(counted(2), { stream: 'b' }),
        recorded(counted(3), { stream: 'a' }),
      )
      .then('a', { total: 4 })
      .then('b', { total: 2 })
      .thenNone('c');
    projectionSpec(totals).given(counted(1), { type: 'Reset', data: {} }).thenNone('stream-1');
  });

  test('has a document for each of the ids that an event has, which are told apart', () => {
    const both: Totals = {
      ...totals,
      ids: ({ stream }) => [stream, 'all'],
      evolve: { Counted: (doc, { data }, id) => ({ total: (doc?.total ?? 0) + data.by, seen: id }) },
    };
    projectionSpec(both)
      .given(recorded(counted(1), { stream: 'a' }), recorded(counted(2), { stream: 'b' }))
      .then('a', { total: 1, seen: 'a' })
      .then('all', { total: 3, seen: 'all' });
  });

  test('fails where a projection throws, changes its document, or keeps what no database can', () => {
    const evolving = (Counted: Totals['evolve']['Counted']) => {
      const projection: Totals = { ...totals, evolve: Counted === undefined ? {} : { Counted } };
      return projectionSpec(projection);
    };
    expect(() =>
      evolving(() => {
        throw new Error('bug');
      }).given(counted(1)),
    ).toThrow('bug');
    expect(() =>
      evolving((doc) => (doc === undefined ? { total: 1 } : Object.assign(doc, { total: 2 }))).given(
        counted(1),
        counted(1),
      ),
    ).toThrow('read only');
    expect(() => evolving(() => ({ total: 1, seen: new Set() })).given(counted(1))).toThrow('stream-1.seen is a Set');
  });
});

test('a policy’s spec reads as the rule', async () => {
  const policy: Policy<CounterEvent, { limit: number }> = {
    name: 'when-counted-then-tell',
    on: ['Counted'],
    then: (event, { limit }) =>
      Promise.resolve(event.type === 'Counted' && event.data.by > limit ? [{ name: 'tell', data: event.data }] : []),
  };
  await policySpec(policy)
    .when(counted(5), { limit: 3 })
    .thenSends({ name: 'tell', data: { by: 5 } });
  await policySpec(policy).when(counted(2), { limit: 3 }).thenNothing();
});
