import { z } from 'zod';
import type { AudienceOf, EventAudience } from '#libs/access';
import { type EventsOf, eventFamily } from '#libs/event-sourcing';

const projectId = z.uuid();
const userId = z.string();
const visibility = z.enum(['private', 'public']);
const role = z.enum(['viewer', 'editor', 'owner']);

/** Stream `project-<projectId>`: what sessions need to know of a project. People are opaque ids, never names. */
export const projectEvents = eventFamily('project-', {
  ProjectCreated: z.object({ projectId, name: z.string(), visibility, ownerId: userId }),
  ProjectRenamed: z.object({ projectId, name: z.string() }),
  ProjectVisibilityChanged: z.object({ projectId, visibility }),
  /** Somebody joined, or has another role now. */
  MemberRoleSet: z.object({ projectId, userId, role }),
  /** By an owner, or by themself. */
  MemberRemoved: z.object({ projectId, userId }),
  /** `repositoryId` follows from the URL, so that projects with the same repository share it. Cloned to /work/<name>. */
  RepositoryConnected: z.object({ projectId, repositoryId: z.uuid(), url: z.string(), name: z.string() }),
  RepositoryDisconnected: z.object({ projectId, repositoryId: z.uuid() }),
  /** `source` is an entry that the administrator allows. Mounted at /work/<name>. */
  StorageConnected: z.object({
    projectId,
    storageId: z.uuid(),
    name: z.string(),
    source: z.string(),
    readOnly: z.boolean(),
  }),
  StorageDisconnected: z.object({ projectId, storageId: z.uuid() }),
  /** For everybody it is as if it had never been; its history stays with auditors. */
  ProjectDeleted: z.object({ projectId }),
});

export type ProjectEvent = EventsOf<typeof projectEvents>;

const shared: EventAudience = { member: 'all', owner: 'all', auditor: 'all' };

export const projectAudience: AudienceOf<ProjectEvent> = {
  ProjectCreated: shared,
  ProjectRenamed: shared,
  ProjectVisibilityChanged: shared,
  MemberRoleSet: shared,
  MemberRemoved: shared,
  RepositoryConnected: shared,
  RepositoryDisconnected: shared,
  StorageConnected: { ...shared, member: ['projectId', 'storageId', 'name', 'readOnly'] },
  StorageDisconnected: shared,
  ProjectDeleted: shared,
};
