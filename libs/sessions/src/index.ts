export { type FormerSession, recent } from './former-sessions.js';
export { SessionsRoutesModule } from './http/sessions-routes.module.js';
export { BranchesWithSessions } from './read/branches-with-sessions.js';
export { environmentUse } from './read/environment-use.projection.js';
export {
  LAUNCH_STATUSES,
  type LaunchesPage,
  type LaunchStatuses,
  type ShownStatus,
  shownStatuses,
  type UsersLaunch,
} from './read/launch-statuses.js';
export { sessionDocuments } from './read/session.projection.js';
export { SessionQueries } from './read/session.queries.js';
export { sessionsSummary } from './read/sessions-summary.projection.js';
export type { Image, Session, SessionEnvironment } from './session.js';
export {
  type Configuration,
  type Resources,
  type Selection,
  type SessionsEvent,
  type Source,
  sessionsAudience,
  sessionsEvents,
} from './sessions.events.js';
export { everySession, type Sessions, sessionOf, sessions, sessionsStream } from './sessions.js';
export { SessionsModule } from './sessions.module.js';
export { sessionsProblems } from './sessions.rejections.js';
export { AddEnvironment } from './write/add-environment.js';
export { PinSessionImage } from './write/pin-session-image.js';
export { type PastRun, ReproduceRun } from './write/reproduce-run.js';
