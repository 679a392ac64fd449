import { t } from '@lingui/core/macro';
import { type Facts, factsOf, type People, type Told } from './event-facts.js';

/** What happened, in words, and how much it matters at a glance. */
export interface EventWords {
  readonly text: string;
  readonly tone: 'project' | 'session' | 'launch' | 'step' | 'good' | 'bad';
}

type Sentence = (facts: Facts) => string;

const added: Sentence = ({ who, name, image, run }) =>
  run === undefined
    ? t`${who} added the session “${name}” with ${image}`
    : t`${who} added the session “${name}” with ${image}, reproduced from run ${run} of a launch`;

const imageChanged: Readonly<Record<string, Sentence>> = {
  chosen: ({ who, session, image }) => t`${who} chose another image for ${session}: ${image}`,
  newest: ({ who, session, image }) => t`${who} moved to the newest image: ${session}: ${image}`,
  resolved: ({ who, session, image }) => t`${who} pinned the image of ${session}: ${image}`,
};

const pauseCalledOff: Readonly<Record<string, Sentence>> = {
  kept: ({ who, session }) => t`${who} kept ${session} running`,
  used: ({ who, session }) => t`${who} saw ${session} used again`,
  'limits-changed': ({ who, session }) => t`${who} gave ${session} more time`,
};

const phases: Readonly<Record<string, Sentence>> = {
  queued: ({ subject }) => t`${subject} waits for its turn`,
  scheduling: ({ subject }) => t`${subject} looks for a place to run`,
  disk: ({ subject }) => t`${subject} prepares its disk`,
  pulling: ({ subject }) => t`${subject} fetches its image`,
  cloning: ({ subject }) => t`${subject} clones the repositories`,
  starting: ({ subject }) => t`${subject} starts`,
  checking: ({ subject }) => t`${subject} is checked`,
};

const warnings: Readonly<Record<string, Sentence>> = {
  'image-not-used': ({ subject }) => t`${subject} runs on this computer, without its image`,
};

const warns: Sentence = (facts) => {
  const { subject, warning, warningCode } = facts;
  return warnings[warningCode]?.(facts) ?? t`${subject} warns: ${warning}`;
};

const progress: Sentence = (facts) => {
  const { subject, phase } = facts;
  return facts.warning === '' ? (phases[phase]?.(facts) ?? t`${subject} is at ${phase}`) : warns(facts);
};

/** A run that ends, or is asked to: why, where nobody asked for it. */
const ends = {
  askedToPause: ({ who, session, because }) =>
    because === undefined ? t`${who} asked to pause ${session}` : t`${who} asked to pause ${session} ${because}`,
  askedToStop: ({ who, session, because }) =>
    because === undefined ? t`${who} asked to stop ${session}` : t`${who} asked to stop ${session} ${because}`,
  pauseAnnounced: ({ subject, pausesAt, because }) =>
    because === undefined
      ? t`${subject} is going to be paused at ${pausesAt}`
      : t`${subject} is going to be paused at ${pausesAt} ${because}`,
  paused: ({ subject, because }) =>
    because === undefined ? t`${subject} is paused` : t`${subject} is paused ${because}`,
  stopped: ({ subject, because }) =>
    because === undefined ? t`${subject} is stopped` : t`${subject} is stopped ${because}`,
  /** What a person can do without having asked for it before: a paused session is stopped at once. */
  stoppedBy: ({ who, session, because }) =>
    because === undefined ? t`${who} stopped ${session}` : t`${who} stopped ${session} ${because}`,
} satisfies Readonly<Record<string, Sentence>>;

type Wording = readonly [EventWords['tone'], Sentence];

const ofProject: Readonly<Record<string, Wording>> = {
  ProjectCreated: ['project', ({ who, name, visibility }) => t`${who} created the project “${name}”, ${visibility}`],
  ProjectRenamed: ['project', ({ who, name }) => t`${who} renamed the project to “${name}”`],
  ProjectVisibilityChanged: ['project', ({ who, visibility }) => t`${who} made the project ${visibility}`],
  MemberRoleSet: ['project', ({ who, member, role }) => t`${who} made ${member} ${role}`],
  MemberRemoved: ['project', ({ who, member }) => t`${who} removed ${member} from the members`],
  PersonInvited: ['project', ({ who, role }) => t`${who} invited somebody as ${role}`],
  InvitationWithdrawn: ['project', ({ who }) => t`${who} withdrew an invitation`],
  InvitationDeclined: ['project', ({ who }) => t`${who} declined an invitation`],
  InvitationAccepted: ['project', ({ who }) => t`${who} accepted an invitation`],
  RepositoryConnected: ['project', ({ who, url, name }) => t`${who} connected the repository ${url} as /work/${name}`],
  RepositoryDisconnected: [
    'project',
    ({ who, repository }) =>
      repository === undefined
        ? t`${who} disconnected the repository`
        : t`${who} disconnected the repository “${repository}”`,
  ],
  StorageConnected: ['project', ({ who, name }) => t`${who} connected the storage /work/${name}`],
  StorageDisconnected: [
    'project',
    ({ who, storage }) =>
      storage === undefined ? t`${who} disconnected the storage` : t`${who} disconnected the storage “${storage}”`,
  ],
  ProjectDeleted: ['bad', ({ who }) => t`${who} deleted the project`],
  EnvironmentAdded: ['session', added],
  SessionConfigured: ['session', ({ who, name }) => t`${who} configured the session “${name}”`],
  SessionImageChanged: [
    'session',
    (facts) => {
      const { who, session, image, reason } = facts;
      return imageChanged[reason]?.(facts) ?? t`${who} changed the image of ${session}: ${image}`;
    },
  ],
  DefaultSessionChosen: ['session', ({ who, session }) => t`${who} made ${session} the default session`],
  SessionRemoved: [
    'session',
    ({ who, sessionName }) =>
      sessionName === undefined ? t`${who} removed the session` : t`${who} removed the session “${sessionName}”`,
  ],
};

const ofLaunch: Readonly<Record<string, Wording>> = {
  SessionLaunched: [
    'launch',
    ({ who, session, image }) =>
      image === '' ? t`${who} launched ${session}` : t`${who} launched ${session} with ${image}`,
  ],
  SessionPauseRequested: ['launch', ends.askedToPause],
  SessionResumeRequested: [
    'launch',
    ({ who, session, image }) =>
      image === '' ? t`${who} resumed ${session}` : t`${who} resumed ${session} with ${image}`,
  ],
  SessionStopRequested: ['launch', ends.askedToStop],
  LaunchProgressed: ['step', progress],
  SessionStarted: [
    'good',
    ({ subject, commits }) => (commits === '' ? t`${subject} is running` : t`${subject} is running, with ${commits}`),
  ],
  SessionPauseAnnounced: ['launch', ends.pauseAnnounced],
  SessionPauseCalledOff: [
    'launch',
    (facts) => {
      const { who, session, reason } = facts;
      return pauseCalledOff[reason]?.(facts) ?? t`${who} called off the pause of ${session}`;
    },
  ],
  SessionPaused: ['launch', ends.paused],
  SessionStopped: ['launch', ends.stopped],
  SessionFailed: ['bad', ({ subject, message }) => t`${subject} failed: ${message}`],
  DiskDiscarded: ['launch', ({ session }) => t`The files of ${session} were deleted`],
};

const wordings: Readonly<Record<string, Wording>> = {
  ...ofProject,
  ...ofLaunch,
  UnreadableEvent: [
    'bad',
    ({ who, unreadable, reason }) => t`${who}: ${unreadable}, which this version cannot read (${reason})`,
  ],
};

const isPerson = (actor: string): boolean => !actor.startsWith('system:');

const wordingOf = ({ type, actor }: Told): Wording | undefined => {
  if (type === 'SessionStopped' && isPerson(actor)) return ['launch', ends.stoppedBy];
  return Object.hasOwn(wordings, type) ? wordings[type] : undefined;
};

/** A sentence. */
export const eventInWords = (told: Told, people: People): EventWords => {
  const facts = factsOf(told, people);
  const [tone, sentence] = wordingOf(told) ?? ['project', ({ who }) => `${who}: ${told.type}`];
  // what a runtime says may end with a line
  return { tone, text: sentence(facts).trim() };
};
