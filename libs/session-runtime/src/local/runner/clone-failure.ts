import type { RunSpec } from '../../session-runtime.js';

type Repository = RunSpec['repositories'][number];

/** What Git's own words mean for somebody who only wanted their files there, and what they can do. */
export function cloneFailure({ name, url }: Repository, stderr: string): string {
  const known = causes.find(([pattern]) => pattern.test(stderr));
  return `${JSON.stringify(name)} was not cloned: ${known?.[1](url) ?? unknownCause(stderr)}`;
}

export function cloneTimedOut({ name, url }: Repository, timeoutMs: number): string {
  return `${JSON.stringify(name)} was not cloned: ${url} was not finished after ${Math.round(timeoutMs / 1000)} seconds. Resume later to try again, or clone it yourself in a terminal.`;
}

export function gitMissing({ name }: Repository): string {
  return `${JSON.stringify(name)} was not cloned: Git is not installed on this computer. Install Git, then pause and resume.`;
}

/** A connected repository's address cannot be changed, and a launch keeps the configuration that it has. */
const connectAnother =
  'In the project, disconnect it and connect the right address; then pause, and resume with the new configuration.';

const causes: readonly (readonly [RegExp, (url: string) => string])[] = [
  [
    /authentication failed|could not read (username|password)|terminal prompts disabled|access denied|error: 40[13]/i,
    (url) =>
      `${url} asks for a password. It is private or does not exist, and only public repositories are cloned here. Check the address, or clone it yourself in a terminal.`,
  ],
  [/not found|does not exist|error: 404/i, (url) => `there is no repository at ${url}. ${connectAnother}`],
  [
    /could not resolve|failed to connect|connection (refused|timed out|reset)|couldn't connect/i,
    (url) => `${url} cannot be reached from this computer. Check the network, then pause and resume.`,
  ],
  [/certificate|ssl/i, (url) => `the certificate of ${url} is not trusted by this computer. Ask its administrator.`],
  [/no space left|disk quota/i, () => 'the disk is full. Free some space, then pause and resume.'],
  [
    /transport '.*' not allowed|unable to find remote helper/i,
    (url) => `${url} is not an http or https address. ${connectAnother}`,
  ],
];

function unknownCause(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  return `Git says ${JSON.stringify(line.slice(0, 300))}. Pause and resume to try again.`;
}
