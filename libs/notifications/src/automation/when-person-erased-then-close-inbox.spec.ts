import { describe, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { whenPersonErasedThenCloseInbox } from './when-person-erased-then-close-inbox.js';

describe('rule 12, when a person is erased, then close their inbox', () => {
  test('what is in it goes, and nothing comes any more', () =>
    policySpec(whenPersonErasedThenCloseInbox)
      .when({ type: 'PersonErased', data: { userId: 'grace' } }, undefined)
      .thenSends({ name: 'close', data: { userId: 'grace' } }));
});
