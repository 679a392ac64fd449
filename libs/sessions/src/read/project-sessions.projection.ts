import { stateProjection } from '#libs/event-sourcing';
import { sessions } from '../sessions.js';

/** One document per project: all of its sessions. */
export const projectSessions = stateProjection({
  name: 'project-sessions',
  version: 1,
  id: (event) => event.data.projectId,
  evolver: sessions,
});
