import type { Services } from '../page/services.js';
import type { ProjectData } from './open-project.js';

export const mayReadHistory = ({ me }: Pick<Services, 'me'>, { project }: Pick<ProjectData, 'project'>): boolean =>
  project.role === 'owner' || me.roles.includes('auditor');
