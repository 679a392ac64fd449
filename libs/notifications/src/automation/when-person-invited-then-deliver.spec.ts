import { describe, test } from 'vitest';
import { policySpec, recorded } from '#libs/event-sourcing/testing';
import type { ProjectEvent } from '#libs/projects';
import { grace, projectId } from '../inbox.fixture.js';
import { whenPersonInvitedThenDeliver } from './when-person-invited-then-deliver.js';

const invitationId = '7d1a1c7e-0000-4000-8000-000000000021';
const expiresAt = '2026-12-30T12:00:00.000Z';

describe('rule 17, when a person is invited, then deliver', () => {
  test('it is queued by ids alone: of the invitation, its project and who invited', () =>
    policySpec(whenPersonInvitedThenDeliver)
      .when(
        recorded<ProjectEvent>(
          { type: 'PersonInvited', data: { projectId, invitationId, role: 'editor', expiresAt } },
          { metadata: { actor: grace } },
        ),
        undefined,
      )
      .thenSends({ name: 'queue', data: { projectId, invitationId, invitedBy: grace } }));
});
