import type { ProjectData } from '../live/project-store.js';
import type { Services } from '../page/services.js';

export const mayReadHistory = ({ me }: Pick<Services, 'me'>, { project }: Pick<ProjectData, 'project'>): boolean =>
  project.role === 'owner' || me.roles.includes('auditor');
