export { LAUNCH_STATUSES, type LaunchStatus, type LaunchStatuses, type UsersLaunch } from './read/launch-statuses.js';
export { projectSessions } from './read/project-sessions.projection.js';
export { SessionQueries } from './read/session.queries.js';
export {
  type Configuration,
  type Resources,
  type Selection,
  type SessionsEvent,
  type Source,
  sessionsEvents,
} from './sessions.events.js';
export {
  type Image,
  type Session,
  type SessionEnvironment,
  type Sessions,
  sessionOf,
  sessions,
  sessionsStream,
} from './sessions.js';
export { SessionsModule } from './sessions.module.js';
export { AddEnvironment } from './write/add-environment.js';
export { PinSessionImage } from './write/pin-session-image.js';
