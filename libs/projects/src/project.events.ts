import { z } from 'zod';
import type { AudienceOf, EventAudience } from '#libs/access';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';

const projectId = z.uuid();
const userId = z.string();
const visibility = z.enum(['private', 'public']);
const role = z.enum(['viewer', 'editor', 'owner']);

/** Stream `project-<projectId>`: what sessions need to know of a project. People are opaque ids, never names. */
export const projectEvents = eventFamily('project-', {
  ProjectCreated: eventSchema('Somebody makes a project and is its owner.', {
    projectId,
    name: z.string(),
    visibility,
    ownerId: userId,
  }),
  ProjectRenamed: eventSchema('An owner gives it another name.', { projectId, name: z.string() }),
  ProjectVisibilityChanged: eventSchema('An owner makes it public or private.', { projectId, visibility }),
  MemberRoleSet: eventSchema('Somebody joins, or has another role now.', { projectId, userId, role }),
  MemberRemoved: eventSchema('A member leaves or is removed by an owner.', { projectId, userId }),
  /** The address is in no event, not as a hash either: it is kept beside the log, by the invitation's id (`InvitedAddresses`). */
  PersonInvited: eventSchema('An owner invites whoever has an e-mail address, signed in before or not.', {
    projectId,
    invitationId: z.uuid(),
    role,
    expiresAt: z.iso.datetime(),
  }),
  InvitationWithdrawn: eventSchema('An owner withdraws an invitation.', { projectId, invitationId: z.uuid() }),
  InvitationDeclined: eventSchema('Whom an invitation is for declines it.', { projectId, invitationId: z.uuid() }),
  InvitationAccepted: eventSchema(
    'Whom an invitation is for joins by it, unless a member already with that role or more.',
    {
      projectId,
      invitationId: z.uuid(),
      userId,
    },
  ),
  /** `repositoryId` follows from the URL, so that projects with the same repository share it. */
  RepositoryConnected: eventSchema('An editor connects a code repository, which is cloned to /work/<name>.', {
    projectId,
    repositoryId: z.uuid(),
    url: z.string(),
    name: z.string(),
  }),
  RepositoryDisconnected: eventSchema('An editor disconnects it.', { projectId, repositoryId: z.uuid() }),
  /** `source` is an entry that the administrator allows. */
  StorageConnected: eventSchema(
    'An editor connects a storage that the administrator offers, which is mounted at /work/<name>.',
    {
      projectId,
      storageId: z.uuid(),
      name: z.string(),
      source: z.string(),
      readOnly: z.boolean(),
    },
  ),
  StorageDisconnected: eventSchema('An editor disconnects it.', { projectId, storageId: z.uuid() }),
  ProjectDeleted: eventSchema(
    'An owner deletes the project: for everybody it is as if it had never been; its history stays with auditors.',
    { projectId },
  ),
});

export type ProjectEvent = EventsOf<typeof projectEvents>;

const shared: EventAudience = { member: 'all', owner: 'all', auditor: 'all' };

export const projectAudience: AudienceOf<ProjectEvent> = {
  ProjectCreated: shared,
  ProjectRenamed: shared,
  ProjectVisibilityChanged: shared,
  MemberRoleSet: shared,
  MemberRemoved: shared,
  PersonInvited: { ...shared, member: ['projectId', 'role'] },
  InvitationWithdrawn: shared,
  // who declines says by it that the address is theirs: to those who know the address
  InvitationDeclined: { owner: 'all', auditor: 'all' },
  InvitationAccepted: shared,
  RepositoryConnected: shared,
  RepositoryDisconnected: shared,
  StorageConnected: { ...shared, member: ['projectId', 'storageId', 'name', 'readOnly'] },
  StorageDisconnected: shared,
  ProjectDeleted: shared,
};
