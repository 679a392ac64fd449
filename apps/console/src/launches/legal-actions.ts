import type { Launch, Project, Session } from '../api/schema.js';

export type Action =
  | 'launch'
  | 'open'
  | 'keep'
  | 'pause'
  | 'resume'
  | 'resume-current'
  | 'stop'
  | 'update-image'
  | 'configure'
  | 'make-default'
  | 'remove';

/** What somebody is to the project: a role, or a reader of a public one, or an auditor. */
export interface Standing {
  readonly role?: Project['role'] | undefined;
  readonly visibility: Project['visibility'];
}

type ShownSession = Pick<Session, 'sessionId' | 'isDefault' | 'status' | 'imageUpdate'>;
type ShownLaunch = Pick<Launch, 'sessionId' | 'status' | 'phase' | 'configurationChanged' | 'announcedPause'>;

/** "Anyone with access to the project can launch"; an auditor of a private project reads and never acts. */
export const mayLaunch = ({ role, visibility }: Standing): boolean => role !== undefined || visibility === 'public';

export const mayWrite = ({ role }: Standing): boolean => role === 'editor' || role === 'owner';

export const mayManage = ({ role }: Standing): boolean => role === 'owner';

/** The launch is being ended: it is shown as it was before, with this phase. */
const ending = (launch: ShownLaunch | undefined): 'pausing' | 'stopping' | undefined =>
  launch?.phase === 'pausing' || launch?.phase === 'stopping' ? launch.phase : undefined;

/** Another session has the user's one place for this environment in this project: until it is left, launching is refused. */
export const isOccupiedByAnother = (session: Pick<Session, 'sessionId'>, place: ShownLaunch | undefined): boolean =>
  place !== undefined &&
  place.sessionId !== session.sessionId &&
  (place.status === 'launching' || place.status === 'running' || place.status === 'paused');

const unlessEnding =
  (actions: Action[]) =>
  (launch: ShownLaunch | undefined): Action[] => {
    if (ending(launch) === 'stopping') return [];
    return ending(launch) === 'pausing' ? ['stop'] : actions;
  };

const keeping = (launch: ShownLaunch | undefined): Action[] => (launch?.announcedPause === undefined ? [] : ['keep']);

const resuming = (launch: ShownLaunch | undefined): Action[] =>
  launch?.configurationChanged === true ? ['resume', 'resume-current'] : ['resume'];

const ofStatus: Readonly<Record<Launch['status'], (launch: ShownLaunch | undefined) => Action[]>> = {
  inactive: () => ['launch'],
  launching: unlessEnding(['pause', 'stop']),
  running: (launch) => unlessEnding(['open', ...keeping(launch), 'pause', 'stop'])(launch),
  paused: (launch) => [...resuming(launch), 'stop'],
  failed: () => ['launch', 'resume', 'stop'],
};

/** What the API would not refuse of one's own launch, whose session may not be known here; a new launch is the session's. */
export const runActions = (launch: ShownLaunch & Pick<Launch, 'projectName'>): readonly Action[] => {
  const actions = ofStatus[launch.status](launch).filter((action) => action !== 'launch');
  // who may not read the project any more can end what they have there
  return launch.projectName === undefined ? actions.filter((action) => action === 'stop') : actions;
};

const ofLaunch = (session: ShownSession, place: ShownLaunch | undefined): Action[] => {
  if (isOccupiedByAnother(session, place)) return [];
  const own = place?.sessionId === session.sessionId ? place : undefined;
  return ofStatus[own?.status ?? session.status ?? 'inactive'](own);
};

const ofSession = (session: ShownSession): Action[] => [
  ...(session.imageUpdate === undefined ? [] : ['update-image' as const]),
  'configure',
  ...(session.isDefault ? [] : ['make-default' as const]),
  'remove',
];

/**
 * Exactly what the API would not refuse now, in the order in which the buttons stand. `place` is the user's launch of the
 * session's environment in this project, whichever session it belongs to.
 */
export const legalActions = (
  session: ShownSession,
  place: ShownLaunch | undefined,
  standing: Standing,
): readonly Action[] => [
  ...(mayLaunch(standing) ? ofLaunch(session, place) : []),
  ...(mayWrite(standing) ? ofSession(session) : []),
];
