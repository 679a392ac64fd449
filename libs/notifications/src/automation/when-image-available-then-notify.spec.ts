import { describe, test } from '@jest/globals';
import { policySpec } from '#libs/event-sourcing/testing';
import { available, built } from '../../../images/src/images.fixture.js';
import { type SessionEditor, whenImageAvailableThenNotify } from './when-image-available-then-notify.js';

const sessionId = '7d1a1c7e-0000-4000-8000-000000000011';
const projectId = '7d1a1c7e-0000-4000-8000-000000000001';
const editors = ['grace', 'linus'].map((userId): SessionEditor => ({ userId, projectId, sessionId }));
const { image, commit, branch } = built('b');
const notice = { kind: 'image-available', projectId, sessionId, image, commit, branch };
const spec = policySpec(whenImageAvailableThenNotify);

describe('rule 2, pinned: when an image is available, then notify', () => {
  test('every editor of a project whose session has an older one, each once', () =>
    spec
      .when(available('b'), { concerned: () => Promise.resolve(editors) })
      .thenSends(
        ...editors.map(({ userId }) => ({ name: 'notify', key: `${sessionId} ${userId}`, data: { userId, notice } })),
      ));

  test('nobody where no session has an older one', () =>
    spec.when(available('b'), { concerned: () => Promise.resolve([]) }).thenNothing());
});
