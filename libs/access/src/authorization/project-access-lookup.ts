import type { ProjectAccess } from './access-policy.js';

/** The project's members and visibility as the log says now; the projects slice implements it by folding the stream. */
export interface ProjectAccessLookup {
  of(projectId: string): Promise<ProjectAccess | undefined>;
}

export const PROJECT_ACCESS_LOOKUP = Symbol('ProjectAccessLookup');
