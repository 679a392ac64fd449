import type { HistoryEntry } from '../api/views.js';

/** What happened, in words, and how much it matters at a glance. */
export interface EventWords {
  readonly text: string;
  readonly tone: 'project' | 'session' | 'launch' | 'step' | 'good' | 'bad';
}

/** Names by id, as they were when the event happened. */
export type Names = ReadonlyMap<string, string>;

type Data = HistoryEntry['data'];

const text = (data: Data, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value : '';
};

const inner = (data: Data, field: string): Data => {
  const value = data[field];
  return typeof value === 'object' && value !== null ? (value as Data) : {};
};

const named = (data: Data, field: string, names: Names, otherwise: string): string => {
  const name = names.get(text(data, field));
  return name === undefined ? otherwise : `“${name}”`;
};

const session = (data: Data, names: Names): string => {
  const bySession = names.get(text(data, 'sessionId')) ?? names.get(text(data, 'launchId'));
  return bySession === undefined ? 'a session' : `“${bySession}”`;
};

const image = (data: Data): string => {
  const { reference = '', digest } = inner(data, 'image') as { reference?: string; digest?: string };
  return digest === undefined ? reference : `${reference} (${digest.slice(0, 19)}…)`;
};

const commits = (data: Data): string => {
  const cloned = Array.isArray(data['commits']) ? (data['commits'] as { repository: string; commit: string }[]) : [];
  const list = cloned.map(({ repository, commit }) => `${repository} at ${commit.slice(0, 8)}`);
  return list.length === 0 ? '' : `, with ${list.join(', ')}`;
};

const imageReasons: Readonly<Record<string, string>> = {
  chosen: 'chose another image for',
  newest: 'moved to the newest image:',
  resolved: 'pinned the image of',
};

const endReasons: Readonly<Record<string, string>> = {
  'access-lost': 'because access to the project was lost',
  exit: 'because its program ended',
  'session-removed': 'because the session was removed',
  'project-deleted': 'because the project was deleted',
  'user-erased': 'because the account was erased',
  expired: 'because it was not used for long',
};

const because = (data: Data, field: string): string => {
  const reason = endReasons[text(data, field)];
  return reason === undefined ? '' : ` ${reason}`;
};

const phases: Readonly<Record<string, string>> = {
  queued: 'waits for its turn',
  scheduling: 'looks for a place to run',
  disk: 'prepares its disk',
  pulling: 'fetches its image',
  cloning: 'clones the repositories',
  starting: 'starts',
  checking: 'is checked',
};

const progress = (data: Data, names: Names): string => {
  const warning = inner(data, 'warning');
  const message = text(warning, 'message');
  if (message !== '') return `${session(data, names)} warns: ${message}`;
  return `${session(data, names)} ${phases[text(data, 'phase')] ?? `is at ${text(data, 'phase')}`}`;
};

type Wording = readonly [EventWords['tone'], (data: Data, names: Names) => string];

/** Each continues the name of who did it: "Grace" + "created the project …". */
const wordings: Readonly<Record<string, Wording>> = {
  ProjectCreated: ['project', (data) => `created the project “${text(data, 'name')}”, ${text(data, 'visibility')}`],
  ProjectRenamed: ['project', (data) => `renamed the project to “${text(data, 'name')}”`],
  ProjectVisibilityChanged: ['project', (data) => `made the project ${text(data, 'visibility')}`],
  MemberRoleSet: [
    'project',
    (data, names) => `made ${names.get(text(data, 'userId')) ?? 'somebody'} ${text(data, 'role')}`,
  ],
  MemberRemoved: [
    'project',
    (data, names) => `removed ${names.get(text(data, 'userId')) ?? 'a member'} from the members`,
  ],
  RepositoryConnected: [
    'project',
    (data) => `connected the repository ${text(data, 'url')} as /work/${text(data, 'name')}`,
  ],
  RepositoryDisconnected: [
    'project',
    (data, names) => `disconnected the repository ${named(data, 'repositoryId', names, '')}`,
  ],
  StorageConnected: ['project', (data) => `connected the storage /work/${text(data, 'name')}`],
  StorageDisconnected: ['project', (data, names) => `disconnected the storage ${named(data, 'storageId', names, '')}`],
  ProjectDeleted: ['bad', () => 'deleted the project'],
  EnvironmentAdded: [
    'session',
    (data) => `added the session “${text(data, 'name')}” with ${image(inner(data, 'environment'))}`,
  ],
  SessionConfigured: ['session', (data) => `configured the session “${text(data, 'name')}”`],
  SessionImageChanged: [
    'session',
    (data, names) =>
      `${imageReasons[text(data, 'reason')] ?? 'changed the image of'} ${session(data, names)}: ${image(data)}`,
  ],
  DefaultSessionChosen: ['session', (data, names) => `made ${session(data, names)} the default session`],
  SessionRemoved: ['session', (data, names) => `removed the session ${session(data, names)}`],
  SessionLaunched: ['launch', (data, names) => `launched ${session(data, names)}`],
  SessionPauseRequested: [
    'launch',
    (data, names) => `asked to pause ${session(data, names)}${because(data, 'reason')}`,
  ],
  SessionResumeRequested: ['launch', (data, names) => `resumed ${session(data, names)}`],
  SessionStopRequested: ['launch', (data, names) => `asked to stop ${session(data, names)}${because(data, 'reason')}`],
  LaunchProgressed: ['step', progress],
  SessionStarted: ['good', (data, names) => `${session(data, names)} is running${commits(data)}`],
  SessionPaused: ['launch', (data, names) => `${session(data, names)} is paused${because(data, 'by')}`],
  SessionStopped: ['launch', (data, names) => `${session(data, names)} is stopped${because(data, 'reason')}`],
  SessionFailed: [
    'bad',
    (data, names) => `${session(data, names)} failed: ${text(data, 'message') || text(data, 'reason')}`,
  ],
  DiskDiscarded: ['launch', (data, names) => `The files of ${session(data, names)} were deleted`],
};

/** Types whose words stand for themselves, without who did it. */
const observed = new Set([
  'LaunchProgressed',
  'SessionStarted',
  'SessionPaused',
  'SessionStopped',
  'SessionFailed',
  'DiskDiscarded',
]);

/** A sentence; `actor` is how the one who did it is called here. */
export const eventInWords = (
  { type, data }: Pick<HistoryEntry, 'type' | 'data'>,
  actor: string,
  names: Names,
): EventWords => {
  const wording = Object.hasOwn(wordings, type) ? wordings[type] : undefined;
  if (wording === undefined) return { tone: 'project', text: `${actor}: ${type}` };
  const [tone, words] = wording;
  const sentence = words(data, names).trim();
  return { tone, text: observed.has(type) ? sentence : `${actor} ${sentence}` };
};
