import { z } from 'zod';
import type { Principal } from '#libs/access';
import { displayName, pageQuery } from '#libs/rest';
import type { Project } from '../project.js';
import type { SessionSummary } from '../read/session-summaries.js';
import { roleSchema } from './member.dto.js';

const name = displayName;
const visibility = z.enum(['private', 'public']);

export const createProjectBody = z
  .strictObject({ name, visibility: visibility.default('private') })
  .meta({ id: 'CreateProject' });

export const reviseProjectBody = z.strictObject({ name, visibility }).partial().meta({ id: 'ReviseProject' });

export const projectsQuery = z.strictObject({
  visibility: z
    .enum(['public', 'all'])
    .optional()
    .meta({ description: 'Instead of yours: everybody’s public projects, or for auditors all there are' }),
  ...pageQuery,
});

export const atQuery = z.strictObject({
  at: z
    .string()
    .max(64)
    .optional()
    .meta({
      description: 'How it was then: an RFC 3339 time or a position of the log',
      examples: ['2026-05-01T12:00:00Z'],
    }),
});

const count = z.int().min(0);

export const projectView = z
  .object({
    projectId: z.uuid(),
    name: z.string(),
    visibility,
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    role: roleSchema.optional().meta({ description: 'Yours; absent where you are no member' }),
    counts: z.object({ sessions: count, repositories: count, storages: count, members: count }),
    defaultSessionId: z.uuid().optional(),
  })
  .meta({ id: 'Project' });

export type ProjectView = z.infer<typeof projectView>;

export const toProjectView = (
  project: Project,
  caller: Principal,
  { sessions, defaultSessionId }: SessionSummary = { sessions: 0 },
): ProjectView => ({
  projectId: project.projectId,
  name: project.name,
  visibility: project.visibility,
  createdBy: project.createdBy,
  createdAt: project.createdAt,
  role: project.members.find(({ userId }) => userId === caller.userId)?.role,
  counts: {
    sessions,
    repositories: project.repositories.length,
    storages: project.storages.length,
    members: project.members.length,
  },
  defaultSessionId,
});
