export { OFFERED_STORAGES, type OfferedStorage } from './facts/offered-storages.js';
export { ProjectAccessFromLog } from './facts/project-access-from-log.js';
export { atQuery } from './http/project.dto.js';
export { ProjectsRoutesModule } from './http/projects-routes.module.js';
export { DocumentInvitedAddresses } from './invitations/document-invited-addresses.js';
export { InvitationsToTell, type InvitationToTell } from './invitations/invitations-to-tell.js';
export type { InvitedAddressRow } from './invitations/invited-address-row.js';
export { INVITED_ADDRESSES, type InvitedAddresses } from './invitations/invited-addresses.js';
export { type ProjectEvent, projectAudience, projectEvents } from './project.events.js';
export {
  existing as existingProject,
  type Member,
  type Project,
  type ProjectState,
  project,
  projectStream,
  type Repository,
  type Storage,
} from './project.js';
export { projectProblems } from './project.rejections.js';
export { projectAccess } from './project-access.js';
export { ProjectsModule } from './projects.module.js';
export { PastProjects } from './read/past-projects.js';
export { ProjectQueries } from './read/project.queries.js';
export { ProjectAccessFromReadModel } from './read/project-access-from-read-model.js';
export { projects } from './read/projects.projection.js';
export { SESSION_SUMMARIES, type SessionSummaries, type SessionSummary } from './read/session-summaries.js';
export { parseRepositoryUrl, type RepositoryUrl, repositoryIdOf } from './repository-url.js';
export { ConnectRepository } from './write/connect-repository.js';
export { ConnectStorage } from './write/connect-storage.js';
export { CreateProject } from './write/create-project.js';
export { PassOnProject } from './write/pass-on-project.js';
