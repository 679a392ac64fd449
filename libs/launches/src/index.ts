export { type LastUse } from './announced-pause.js';
export { type LimitsLook, lookAtLimits } from './automation/look-at-limits.js';
export { type DueDisk } from './disks-due-soon.js';
export { CLOCK, FindPlace } from './facts/find-place.js';
export { FindRunning } from './facts/find-running.js';
export {
  type Entitlement,
  entitlementOf,
  LAUNCHABLE_PROJECTS,
  type LaunchableProject,
  type LaunchableProjects,
} from './facts/launchable-project.js';
export { LaunchableProjectsFromLog } from './facts/launchable-projects-from-log.js';
export { SESSION_RUNTIME_READER, SESSION_TICKETS, type SessionTickets } from './http/launch.ports.js';
export { LaunchesRoutesModule } from './http/launches-routes.module.js';
export { type LaunchConfiguration, type LaunchEvent, launchAudience, launchEvents } from './launch.events.js';
export { type Launch, type LaunchState, launch, launchIdOf, launchStream } from './launch.js';
export { launchProblems } from './launch.rejections.js';
export { defaultLaunchLimits, LAUNCH_LIMITS, type LaunchLimits } from './launch-limits.js';
export { liveStatuses } from './launch-states.js';
export { LaunchesModule } from './launches.module.js';
export { DueDisksQueries } from './read/due-disks.queries.js';
export { launchDocuments } from './read/launch.projection.js';
export { LaunchQueries } from './read/launches.queries.js';
export { RunningLaunchesQueries } from './read/running-launches.queries.js';
export { LaunchSaga } from './saga/launch-saga.js';
export type { LaunchSagaParts, SagaPace } from './saga/launch-saga.parts.js';
export { sagaCheckpoints } from './saga/observing/saga-checkpoints.js';
export { LAUNCH_SHARDS, launchShards } from './saga/scheduling/launch-shards.js';
export { LaunchSession } from './write/launch-session.js';
export { PauseAtLimit } from './write/pause-at-limit.js';
export { PauseLaunch } from './write/pause-launch.js';
export { ResumeLaunch } from './write/resume-launch.js';
export { StopLaunch } from './write/stop-launch.js';
