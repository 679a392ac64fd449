import { t } from '@lingui/core/macro';
import type { HistoryEntry } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';
import { roleInWords, visibilityInWords } from '../projects/project-words.js';
import { endReason } from './end-reasons.js';

/** How people are called here. */
export interface People {
  /** By user id or `system:<part>`. */
  readonly call: (actor: string) => string;
  /** How the one whose launch it is about is called; undefined where that is who did it. */
  readonly launchedBy?: string | undefined;
}

export type Told = Pick<HistoryEntry, 'type' | 'actor' | 'data' | 'names'>;
type Data = Told['data'];

const text = (data: Data, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value : '';
};

const inner = (data: Data, field: string): Data => {
  const value = data[field];
  return typeof value === 'object' && value !== null ? (value as Data) : {};
};

/** Which session, and whose where that is not said otherwise; `some`: where its name is not known. */
const sessionInWords = (name: string | undefined, launchedBy: string | undefined, some: string): string => {
  if (launchedBy === undefined) return name === undefined ? some : t`“${name}”`;
  return name === undefined ? t`${launchedBy}’s session` : t`${launchedBy}’s “${name}”`;
};

/** That it runs with from then on. */
const imageInWords = (data: Data): string => {
  const said = [data, inner(data, 'environment'), inner(data, 'configuration')].find((part) => 'image' in part) ?? {};
  const { reference = '', digest } = inner(said, 'image') as { reference?: string; digest?: string };
  return digest === undefined ? reference : `${reference} (${digest.slice(0, 19)}…)`;
};

/** A commit of a repository, within a sentence. */
export const commitInWords = (repository: string, hash: string): string => {
  const commit = hash.slice(0, 8);
  return t`${repository} at ${commit}`;
};

const commitsInWords = (data: Data): string => {
  const cloned = Array.isArray(data['commits']) ? (data['commits'] as { repository: string; commit: string }[]) : [];
  return cloned.map(({ repository, commit }) => commitInWords(repository, commit)).join(', ');
};

const timeInWords = (at: string): string => (Number.isNaN(Date.parse(at)) ? '?' : shownTime(at, 'minute'));

/** What an event says, as sentences about it say it; empty or undefined where it does not. */
export const factsOf = ({ actor, data, names = {} }: Told, { call, launchedBy }: People) => {
  const nameOf = (field: string): string | undefined => names[text(data, field)];
  const { run } = inner(data, 'reproducedFrom');
  return {
    who: call(actor),
    /** Whom it was done to. */
    member: call(text(data, 'userId')),
    role: roleInWords(text(data, 'role')),
    visibility: visibilityInWords(text(data, 'visibility')),
    name: text(data, 'name'),
    /** The type of an event that says no more than that. */
    unreadable: text(data, 'type'),
    url: text(data, 'url'),
    repository: nameOf('repositoryId'),
    storage: nameOf('storageId'),
    sessionName: nameOf('sessionId'),
    /** Within a sentence, and where one begins with it. */
    session: sessionInWords(nameOf('sessionId'), launchedBy, t`a session`),
    subject: sessionInWords(nameOf('sessionId'), launchedBy, t({ message: 'A session', context: 'begins a sentence' })),
    image: imageInWords(data),
    /** Auditors alone are told. */
    run: typeof run === 'number' ? run : undefined,
    commits: commitsInWords(data),
    phase: text(data, 'phase'),
    warning: text(inner(data, 'warning'), 'message'),
    warningCode: text(inner(data, 'warning'), 'code'),
    pausesAt: timeInWords(text(data, 'pausesAt')),
    reason: text(data, 'reason'),
    because: endReason(text(data, 'reason') || text(data, 'by')),
    message: text(data, 'message') || text(data, 'reason'),
  };
};

export type Facts = ReturnType<typeof factsOf>;
