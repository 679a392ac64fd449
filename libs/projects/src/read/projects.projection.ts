import { stateProjection } from '#libs/event-sourcing';
import { project } from '../project.js';

/** One document per project. A deleted one has no members and is private, so that no list finds it. */
export const projects = stateProjection({
  name: 'projects',
  version: 3,
  indexes: [
    { keys: { 'members.userId': 1, name: 1, projectId: 1 } },
    { keys: { visibility: 1, name: 1, projectId: 1 } },
  ],
  id: (event) => event.data.projectId,
  evolver: project,
});
