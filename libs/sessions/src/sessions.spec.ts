import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decide, deriveId, fold, isRejection } from '#libs/event-sourcing';
import { recorded, recordings } from '#libs/event-sourcing/testing';
import type { SessionsEvent } from './sessions.events.js';
import {
  added,
  configured,
  defaultChosen,
  defaults,
  first,
  projectId,
  removed,
  second,
  third,
} from './sessions.fixture.js';
import { everySession, type Sessions, sessions } from './sessions.js';
import { addEnvironment } from './write/add-environment.js';
import { chooseDefaultSession } from './write/choose-default-session.js';
import { removeSession } from './write/remove-session.js';

const facts = { catalogueEnvironment: undefined, projectRepositoryIds: [], projectStorageIds: [], resourceClasses: [] };
const environment = { source: 'image', image: { reference: 'docker.io/o/i:1' }, name: 'I', keywords: [] } as const;
const context = { commandId: 'c2f4d1f0-0000-4000-8000-000000000001', actor: 'someone' };

const decisions: Readonly<Record<string, Decide<{ projectId: string; sessionId: string }, Sessions, SessionsEvent>>> = {
  add: (command, state) => addEnvironment({ ...command, ...facts, environment, configuration: defaults }, state),
  choose: chooseDefaultSession,
  remove: removeSession,
};

interface Step {
  readonly what: string;
  readonly which: number;
}

const after = (log: readonly SessionsEvent[], { what, which }: Step): readonly SessionsEvent[] => {
  const state = fold(sessions, recordings<SessionsEvent>(...log));
  const sessionId = deriveId('session', what === 'add' ? log.length : which);
  const present = [...everySession(state)];
  const known = present[which % Math.max(1, present.length)]?.sessionId;
  const command = { projectId, sessionId: what === 'add' ? sessionId : (known ?? sessionId), ...context };
  const decision = decisions[what]?.(command, state) ?? [];
  return isRejection(decision) ? log : [...log, ...decision];
};

const step = fc.record({ what: fc.constantFrom('add', 'choose', 'remove'), which: fc.nat(5) });

describe('rule 3, default: whatever editors do', () => {
  test('a project with sessions has exactly one default, which is one of them; without, it has none', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const log = steps.reduce<readonly SessionsEvent[]>(after, []);
        const state = fold(sessions, recordings<SessionsEvent>(...log));
        const ids = [...everySession(state)].map(({ sessionId }) => sessionId);
        if (ids.length === 0) expect(state.defaultSessionId).toBeUndefined();
        else expect(ids).toContain(state.defaultSessionId);
      }),
    );
  });
});

describe('a project’s sessions', () => {
  test('are in the order in which they were added, whichever are removed and whatever happens to them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const log = steps.reduce<readonly SessionsEvent[]>(after, []);
        const state = fold(sessions, recordings<SessionsEvent>(...log));
        const idsOf = (type: SessionsEvent['type']) =>
          log.flatMap((event) => (event.type === type ? [event.data.sessionId] : []));
        const left = idsOf('EnvironmentAdded').filter((sessionId) => !idsOf('SessionRemoved').includes(sessionId));
        expect([...everySession(state)].map(({ sessionId }) => sessionId)).toEqual(left);
        expect(state.placed.size).toBe(left.length);
        expect([state.oldestId, state.newestId]).toEqual([left[0], left.at(-1)]);
      }),
    );
  });

  test('a state that is kept stays what it was, whatever comes after it', () => {
    const before = fold(sessions, recordings<SessionsEvent>(added(first), added(second)));
    fold(sessions, recordings<SessionsEvent>(removed(first), added(third), configured(second, {}, 'Other')), before);
    expect([...everySession(before)].map(({ sessionId, name }) => [sessionId, name])).toEqual([
      [first, 'Jupyter Python'],
      [second, 'Jupyter Python'],
    ]);
  });
});

describe('the sessions that were the default, or there, within the last day', () => {
  const at = (event: SessionsEvent, time: string) => recorded(event, { at: time });
  const former = (...events: readonly ReturnType<typeof at>[]) =>
    fold(sessions, recordings<SessionsEvent>(...events)).former.map(({ sessionId, wasDefault }) => [
      sessionId,
      wasDefault,
    ]);
  const three = [added(first), defaultChosen(first), added(second), added(third)].map((event) =>
    at(event, '2026-01-01T00:00:00Z'),
  );

  test('are known with their environments, the newest first', () => {
    expect(
      former(...three, at(defaultChosen(second), '2026-02-01T10:00:00Z'), at(removed(third), '2026-02-01T11:00:00Z')),
    ).toEqual([
      [third, false],
      [first, true],
    ]);
    expect(
      former(...three, at(defaultChosen(second), '2026-02-01T10:00:00Z'), at(removed(first), '2026-02-01T11:00:00Z')),
    ).toEqual([[first, true]]);
  });

  test('are forgotten after that day', () => {
    const next = at(defaultChosen(third), '2026-02-02T10:00:01Z');
    expect(former(...three, at(defaultChosen(second), '2026-02-01T10:00:00Z'), next)).toEqual([[second, true]]);
  });

  test('are ten at most', () => {
    const changes = Array.from({ length: 30 }, (_, n) =>
      at(n % 2 === 0 ? added(deriveId(n)) : defaultChosen(deriveId(n - 1)), '2026-02-01T10:00:00Z'),
    );
    expect(former(...three, ...changes)).toHaveLength(10);
  });
});
