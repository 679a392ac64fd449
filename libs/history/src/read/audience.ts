/** Who looks at an event of a project. A person can be several at once. */
export type Audience = 'member' | 'launching-user' | 'owner' | 'auditor';

/** Which fields of an event's data an audience sees. */
type Fields = 'all' | readonly string[];

type Row = Readonly<Partial<Record<Audience, Fields>>>;

const projectEvent: Row = { member: 'all', owner: 'all', auditor: 'all' };
const sessionsEvent: Row = projectEvent;
/** Pitch: "Only the user who launched a session can see its status." */
const launchEvent: Row = { 'launching-user': 'all', auditor: 'all' };

/** Event type × audience → fields; what is not listed is seen by nobody. */
const audiences: Readonly<Record<string, Row>> = {
  ProjectCreated: projectEvent,
  ProjectRenamed: projectEvent,
  ProjectVisibilityChanged: projectEvent,
  MemberRoleSet: projectEvent,
  MemberRemoved: projectEvent,
  RepositoryConnected: projectEvent,
  RepositoryDisconnected: projectEvent,
  StorageConnected: { ...projectEvent, member: ['projectId', 'storageId', 'name', 'readOnly'] },
  StorageDisconnected: projectEvent,
  ProjectDeleted: projectEvent,

  EnvironmentAdded: sessionsEvent,
  SessionConfigured: sessionsEvent,
  SessionImageChanged: sessionsEvent,
  DefaultSessionChosen: sessionsEvent,
  SessionRemoved: sessionsEvent,

  SessionLaunched: launchEvent,
  SessionPauseRequested: launchEvent,
  SessionResumeRequested: launchEvent,
  SessionStopRequested: launchEvent,
  LaunchProgressed: launchEvent,
  SessionStarted: launchEvent,
  SessionPaused: launchEvent,
  SessionStopped: launchEvent,
  SessionFailed: launchEvent,
  DiskDiscarded: launchEvent,
};

/** Types that the table knows, for the test that it knows them all. */
export const listedTypes: ReadonlySet<string> = new Set(Object.keys(audiences));

const pick = (data: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([field]) => fields.includes(field)));

/** An event's data as these audiences together may see it; undefined: they do not see the event. Deny by default. */
export const visibleData = (
  type: string,
  data: Readonly<Record<string, unknown>>,
  as: ReadonlySet<Audience>,
): Readonly<Record<string, unknown>> | undefined => {
  const row = Object.hasOwn(audiences, type) ? audiences[type] : undefined;
  const granted = Object.entries(row ?? {}).filter(([audience]) => as.has(audience as Audience));
  if (granted.length === 0) return undefined;
  if (granted.some(([, fields]) => fields === 'all')) return data;
  return pick(
    data,
    granted.flatMap(([, fields]) => fields),
  );
};
