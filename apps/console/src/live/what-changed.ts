export type Part = 'project' | 'sessions' | 'launches' | 'repositories' | 'members';

const everything: readonly Part[] = ['project', 'sessions', 'launches', 'repositories', 'members'];

const rules: readonly (readonly [RegExp, readonly Part[]])[] = [
  [/^(Repository|Storage)/, ['project', 'repositories']],
  [/^Member/, ['project', 'members']],
  [/^Project/, ['project']],
  [
    /^(SessionLaunched|Session(Pause|Resume|Stop)Requested|LaunchProgressed|Session(Started|Paused|Stopped|Failed)|DiskDiscarded)$/,
    ['sessions', 'launches'],
  ],
  [
    /^(EnvironmentAdded|SessionConfigured|SessionImageChanged|DefaultSessionChosen|SessionRemoved)$/,
    ['project', 'sessions', 'launches'],
  ],
];

/** Which parts of the page are to be read again after an event of this type. One that is not known may be anything. */
export const whatChanged = (type: string): readonly Part[] =>
  rules.find(([pattern]) => pattern.test(type))?.[1] ?? everything;
