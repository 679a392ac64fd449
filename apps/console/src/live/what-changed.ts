/** Of a project, as the page asks for it. */
export type Part = 'project' | 'sessions' | 'launches' | 'repositories' | 'members' | 'history';

export const everyPart: readonly Part[] = ['project', 'sessions', 'launches', 'repositories', 'members', 'history'];

const rules: readonly (readonly [RegExp, readonly Part[]])[] = [
  [/^(Repository|Storage)/, ['project', 'repositories']],
  [/^(Member|PersonInvited$|Invitation)/, ['project', 'members']],
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
export const whatChanged = (type: string): readonly Part[] => {
  const parts = rules.find(([pattern]) => pattern.test(type))?.[1];
  return parts === undefined ? everyPart : [...parts, 'history'];
};
