import { describe, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { whenPersonErasedThenForget } from './when-person-erased-then-forget.js';

describe('when a person is erased, then forget them', () => {
  test('their name and address go', () =>
    policySpec(whenPersonErasedThenForget)
      .when({ type: 'PersonErased', data: { userId: 'grace' } }, undefined)
      .thenSends({ name: 'forget', data: { userId: 'grace' } }));
});
