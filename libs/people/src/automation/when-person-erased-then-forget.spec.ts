import { describe, test } from '@jest/globals';
import { policySpec } from '#libs/event-sourcing/testing';
import { whenPersonErasedThenForget } from './when-person-erased-then-forget.js';

const graceErased = { type: 'PersonErased', data: { userId: 'grace' } } as const;
const owning = (...projectIds: string[]) => ({ of: () => Promise.resolve(projectIds) });

describe('rule 11, when a person is erased, then forget them', () => {
  test('their name and address go', () =>
    policySpec(whenPersonErasedThenForget)
      .when(graceErased, owning())
      .thenSends({ name: 'forget', data: { userId: 'grace' } }));

  test('what they owned is passed on, once they are forgotten; each by a command that is the same when it is sent again', () =>
    policySpec(whenPersonErasedThenForget)
      .when(graceErased, owning('p', 'q'))
      .thenSends(
        { name: 'forget', data: { userId: 'grace' } },
        { name: 'passOn', key: 'p', data: { projectId: 'p', userId: 'grace' } },
        { name: 'passOn', key: 'q', data: { projectId: 'q', userId: 'grace' } },
      ));
});
