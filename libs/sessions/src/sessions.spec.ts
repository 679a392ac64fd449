import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Decide, deriveId, fold, isRejection } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import type { SessionsEvent } from './sessions.events.js';
import { defaults, projectId } from './sessions.fixture.js';
import { type Sessions, sessions } from './sessions.js';
import { addEnvironment } from './write/add-environment.js';
import { chooseDefaultSession } from './write/choose-default-session.js';
import { removeSession } from './write/remove-session.js';

const facts = { catalogueEnvironment: undefined, projectRepositoryIds: [], projectStorageIds: [] };
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
  const known = state.sessions[which % Math.max(1, state.sessions.length)]?.sessionId;
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
        const ids = state.sessions.map(({ sessionId }) => sessionId);
        if (ids.length === 0) expect(state.defaultSessionId).toBeUndefined();
        else expect(ids).toContain(state.defaultSessionId);
      }),
    );
  });
});
