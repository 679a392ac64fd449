import type { HistoryEntry } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';
import { endReasons } from './end-reasons.js';

/** What happened, in words, and how much it matters at a glance. */
export interface EventWords {
  readonly text: string;
  readonly tone: 'project' | 'session' | 'launch' | 'step' | 'good' | 'bad';
}

/** How people are called here. */
export interface People {
  /** By user id or `system:<part>`. */
  readonly call: (actor: string) => string;
  /** How the one whose launch it is about is called; undefined where that is who did it. */
  readonly launchedBy?: string | undefined;
}

export type Told = Pick<HistoryEntry, 'type' | 'actor' | 'data' | 'names'>;
type Known = People & Required<Pick<Told, 'names'>>;
type Data = Told['data'];

const text = (data: Data, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value : '';
};

const inner = (data: Data, field: string): Data => {
  const value = data[field];
  return typeof value === 'object' && value !== null ? (value as Data) : {};
};

const named = (data: Data, field: string, known: Known, otherwise: string): string => {
  const name = known.names[text(data, field)];
  return name === undefined ? otherwise : `“${name}”`;
};

const session = (data: Data, { names, launchedBy }: Known): string => {
  const name = names[text(data, 'sessionId')];
  if (launchedBy !== undefined) return `${launchedBy}’s ${name === undefined ? 'session' : `“${name}”`}`;
  return name === undefined ? 'a session' : `“${name}”`;
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

/** Auditors alone are told. */
const reproduced = (data: Data): string => {
  const { run } = inner(data, 'reproducedFrom');
  return typeof run === 'number' ? `, reproduced from run ${run} of a launch` : '';
};

const calledOff: Readonly<Record<string, string>> = {
  kept: 'kept … running',
  used: 'saw … used again',
  'limits-changed': 'gave … more time',
};

const time = (data: Data, field: string): string => {
  const at = text(data, field);
  return Number.isNaN(Date.parse(at)) ? '?' : shownTime(at, 'minute');
};

const imageReasons: Readonly<Record<string, string>> = {
  chosen: 'chose another image for',
  newest: 'moved to the newest image:',
  resolved: 'pinned the image of',
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

const progress = (data: Data, known: Known): string => {
  const warning = inner(data, 'warning');
  const message = text(warning, 'message');
  if (message !== '') return `${session(data, known)} warns: ${message}`;
  return `${session(data, known)} ${phases[text(data, 'phase')] ?? `is at ${text(data, 'phase')}`}`;
};

type Wording = readonly [EventWords['tone'], (data: Data, known: Known) => string];

/** Each continues the name of who did it: "Grace" + "created the project …". */
const wordings: Readonly<Record<string, Wording>> = {
  ProjectCreated: ['project', (data) => `created the project “${text(data, 'name')}”, ${text(data, 'visibility')}`],
  ProjectRenamed: ['project', (data) => `renamed the project to “${text(data, 'name')}”`],
  ProjectVisibilityChanged: ['project', (data) => `made the project ${text(data, 'visibility')}`],
  MemberRoleSet: ['project', (data, known) => `made ${known.call(text(data, 'userId'))} ${text(data, 'role')}`],
  MemberRemoved: ['project', (data, known) => `removed ${known.call(text(data, 'userId'))} from the members`],
  PersonInvited: ['project', (data) => `invited somebody as ${text(data, 'role')}`],
  InvitationWithdrawn: ['project', () => 'withdrew an invitation'],
  InvitationDeclined: ['project', () => 'declined an invitation'],
  InvitationAccepted: ['project', () => 'accepted an invitation'],
  RepositoryConnected: [
    'project',
    (data) => `connected the repository ${text(data, 'url')} as /work/${text(data, 'name')}`,
  ],
  RepositoryDisconnected: [
    'project',
    (data, known) => `disconnected the repository ${named(data, 'repositoryId', known, '')}`,
  ],
  StorageConnected: ['project', (data) => `connected the storage /work/${text(data, 'name')}`],
  StorageDisconnected: ['project', (data, known) => `disconnected the storage ${named(data, 'storageId', known, '')}`],
  ProjectDeleted: ['bad', () => 'deleted the project'],
  EnvironmentAdded: [
    'session',
    (data) => `added the session “${text(data, 'name')}” with ${image(inner(data, 'environment'))}${reproduced(data)}`,
  ],
  SessionConfigured: ['session', (data) => `configured the session “${text(data, 'name')}”`],
  SessionImageChanged: [
    'session',
    (data, known) =>
      `${imageReasons[text(data, 'reason')] ?? 'changed the image of'} ${session(data, known)}: ${image(data)}`,
  ],
  DefaultSessionChosen: ['session', (data, known) => `made ${session(data, known)} the default session`],
  SessionRemoved: ['session', (data, known) => `removed the session ${named(data, 'sessionId', known, '')}`],
  SessionLaunched: ['launch', (data, known) => `launched ${session(data, known)}`],
  SessionPauseRequested: [
    'launch',
    (data, known) => `asked to pause ${session(data, known)}${because(data, 'reason')}`,
  ],
  SessionResumeRequested: ['launch', (data, known) => `resumed ${session(data, known)}`],
  SessionStopRequested: ['launch', (data, known) => `asked to stop ${session(data, known)}${because(data, 'reason')}`],
  LaunchProgressed: ['step', progress],
  SessionStarted: ['good', (data, known) => `${session(data, known)} is running${commits(data)}`],
  SessionPauseAnnounced: [
    'launch',
    (data, known) =>
      `${session(data, known)} is going to be paused at ${time(data, 'pausesAt')}${because(data, 'reason')}`,
  ],
  SessionPauseCalledOff: [
    'launch',
    (data, known) =>
      (calledOff[text(data, 'reason')] ?? 'called off the pause of …').replace('…', session(data, known)),
  ],
  SessionPaused: ['launch', (data, known) => `${session(data, known)} is paused${because(data, 'by')}`],
  SessionStopped: ['launch', (data, known) => `${session(data, known)} is stopped${because(data, 'reason')}`],
  SessionFailed: [
    'bad',
    (data, known) => `${session(data, known)} failed: ${text(data, 'message') || text(data, 'reason')}`,
  ],
  DiskDiscarded: ['launch', (data, known) => `The files of ${session(data, known)} were deleted`],
};

/** Types whose words stand for themselves, without who did it. */
const observed = new Set([
  'LaunchProgressed',
  'SessionStarted',
  'SessionPauseAnnounced',
  'SessionPaused',
  'SessionStopped',
  'SessionFailed',
  'DiskDiscarded',
]);

/** Of those, what a person can do as well, without having asked for it before: a paused session is stopped at once. */
const done: Readonly<Record<string, Wording[1]>> = {
  SessionStopped: (data, known) => `stopped ${session(data, known)}${because(data, 'reason')}`,
};

const isPerson = (actor: string): boolean => !actor.startsWith('system:');

/** A sentence. */
export const eventInWords = ({ type, actor, data, names = {} }: Told, people: People): EventWords => {
  const who = people.call(actor);
  const wording = Object.hasOwn(wordings, type) ? wordings[type] : undefined;
  if (wording === undefined) return { tone: 'project', text: `${who}: ${type}` };
  const [tone, words] = wording;
  const doing = observed.has(type) ? (isPerson(actor) ? done[type] : undefined) : words;
  const sentence = (doing ?? words)(data, { ...people, names }).trim();
  return { tone, text: doing === undefined ? sentence : `${who} ${sentence}` };
};
