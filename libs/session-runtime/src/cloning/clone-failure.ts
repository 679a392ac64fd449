import type { RunSpec } from '../session-runtime.js';
import type { CloneRoom, RoomProblem } from './room-guard.js';

type Repository = RunSpec['repositories'][number];

/** The server answered with another address. */
export const isRedirected = (stderr: string): boolean => /error: 30[12378]/i.test(stderr);

export function notOnTheWeb({ name, url }: Repository): string {
  return `${JSON.stringify(name)} was not cloned: ${url} is not an http or https address. ${connectAnother}`;
}

/** The same whatever the reason: it would tell who names addresses what there is inside a network. */
export function notReached({ name, url }: Repository): string {
  return `${JSON.stringify(name)} was not cloned: ${unreachable(url)}`;
}

/** What Git's own words mean for somebody who only wanted their files there, and what they can do. */
export function cloneFailure({ name, url }: Repository, stderr: string): string {
  const known = causes.find(([pattern]) => pattern.test(stderr));
  return `${JSON.stringify(name)} was not cloned: ${known?.[1](url) ?? unknownCause(stderr)}`;
}

export function cloneTimedOut({ name, url }: Repository, timeoutMs: number): string {
  return `${JSON.stringify(name)} was not cloned: ${url} was not finished after ${Math.round(timeoutMs / 1000)} seconds. Resume later to try again, or clone it yourself in a terminal.`;
}

export function noRoomFor({ name }: Repository, problem: RoomProblem, { maxBytes }: CloneRoom): string {
  if (problem === 'disk-full')
    return `${JSON.stringify(name)} was not cloned: the disk on which repositories are cloned is nearly full. Tell an administrator; then pause and resume to try again.`;
  const limit = maxBytes < 2 ** 30 ? `${maxBytes} bytes` : `${Math.round(maxBytes / 2 ** 30)} GiB`;
  return `${JSON.stringify(name)} was not cloned: the repositories of this session take more than ${limit}, which is as much as this installation clones (SESSION_CLONE_LIMIT). Clone it yourself in a terminal, in part or without its history, or ask an administrator.`;
}

export function gitMissing({ name }: Repository): string {
  return `${JSON.stringify(name)} was not cloned: Git is not installed on this computer. Install Git, then pause and resume.`;
}

export function commitMissing({ name, url, commit }: Repository): string {
  return `${JSON.stringify(name)} was not cloned: ${url} does not have the commit ${commit ?? ''} (any more), to which the session is pinned. It was never pushed, or the host has forgotten it. Clone the repository yourself in a terminal, or take the pin away.`;
}

/** A connected repository's address cannot be changed, and a launch keeps the configuration that it has. */
export const connectAnother =
  'In the project, disconnect it and connect the right address; then pause, and resume with the new configuration.';

const passwordAsked =
  /authentication failed|could not read (username|password)|terminal prompts disabled|access denied|error: 40[13]/i;

/** It is private, or its host does not say whether it exists. */
export const asksForPassword = (stderr: string): boolean => passwordAsked.test(stderr);

const notThere = /not found|does not exist|error: 404|not valid: is this a git repository/i;

/** Also what some hosts say of what they do not show. */
export const isNotFound = (stderr: string): boolean => notThere.test(stderr);

const causes: readonly (readonly [RegExp, (url: string) => string])[] = [
  [/error: 30[12378]/i, (url) => `${url} leads to another address, which is not followed. ${connectAnother}`],
  [notThere, (url) => `there is no repository at ${url}. ${connectAnother}`],
  [/no space left|disk quota/i, () => 'the disk is full. Free some space, then pause and resume.'],
  // all else that curl says, and what Git says where no Git server answers
  [/unable to access|hung up unexpectedly|rpc failed|protocol error/i, unreachable],
];

function unreachable(url: string): string {
  return `${url} cannot be reached from here: no Git server answers there, its certificate is not trusted, or this installation may not go there (OUTBOUND_ALLOWED). Check the address, then pause and resume.`;
}

function unknownCause(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  return `Git says ${JSON.stringify(line.slice(0, 300))}. Pause and resume to try again.`;
}
