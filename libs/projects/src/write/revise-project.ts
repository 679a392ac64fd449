import type { Visibility } from '#libs/access';
import { Command, type DataOf } from '#libs/event-sourcing';
import type { ProjectEvent } from '../project.events.js';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';

export class ReviseProject extends Command<{
  readonly projectId: string;
  readonly name?: string | undefined;
  readonly visibility?: Visibility | undefined;
  /** Revision that the owner has seen; absent: whatever it is now. */
  readonly seen?: number | undefined;
}> {}

/** Renames it, changes who can see it, or both at once. */
export const reviseProject = inProject<DataOf<ReviseProject>>(({ projectId, name, visibility, seen }, project) => {
  if (seen !== undefined && seen !== project.revision)
    return reject('precondition-failed', 'Read the project again, then repeat your change.');
  const events: ProjectEvent[] = [];
  if (name !== undefined && name !== project.name) events.push({ type: 'ProjectRenamed', data: { projectId, name } });
  if (visibility !== undefined && visibility !== project.visibility)
    events.push({ type: 'ProjectVisibilityChanged', data: { projectId, visibility } });
  return events;
});
