import { describe, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { whenPersonErasedThenPassOn } from './when-person-erased-then-pass-on.js';

const graceErased = { type: 'PersonErased', data: { userId: 'grace' } } as const;
const owning = (...projectIds: string[]) => ({ of: () => Promise.resolve(projectIds) });

describe('rule 11, when a person is erased, then pass on what they owned', () => {
  test('once they are forgotten; each project by a command that is the same when it is sent again', () =>
    policySpec(whenPersonErasedThenPassOn)
      .when(graceErased, owning('p', 'q'))
      .thenSends(
        { name: 'forget', data: { userId: 'grace' } },
        { name: 'passOn', key: 'p', data: { projectId: 'p', userId: 'grace' } },
        { name: 'passOn', key: 'q', data: { projectId: 'q', userId: 'grace' } },
      ));

  test('nothing is passed on of who owned nothing', () =>
    policySpec(whenPersonErasedThenPassOn)
      .when(graceErased, owning())
      .thenSends({ name: 'forget', data: { userId: 'grace' } }));
});
