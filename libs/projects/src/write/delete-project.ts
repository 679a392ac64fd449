import { Command, type DataOf } from '#libs/event-sourcing';
import { inProject } from './in-project.js';

export class DeleteProject extends Command<{ readonly projectId: string }> {}

/** For ever: after it everything in the project is `project-not-found` for everybody. */
export const deleteProject = inProject<DataOf<DeleteProject>>(({ projectId }) => [
  { type: 'ProjectDeleted', data: { projectId } },
]);
