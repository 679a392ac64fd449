const prefix = 'io.renku.sessions.';

type Name =
  | 'installation'
  | 'kind'
  | 'launch'
  | 'run'
  | 'disk'
  /** Of a disk: the run's number. */
  | 'made-for-run'
  | 'epoch'
  | 'project'
  | 'session'
  | 'user'
  /** Of whoever wrote it: tells whether it was there before. */
  | 'author'
  | 'reason'
  | 'message'
  /** JSON. */
  | 'commits'
  /** JSON. */
  | 'warnings'
  | 'front-end'
  | 'port'
  | 'landing-path'
  | 'root';

/** What we say of an object that we made at a Docker API. */
export type ObjectLabels = Readonly<Partial<Record<Name, string>>>;

export function labelName(name: Name): string {
  return prefix + name;
}

export function writeLabels(labels: ObjectLabels): Record<string, string> {
  const entries = Object.entries(labels) as [Name, string][];
  return Object.fromEntries(entries.map(([name, value]) => [labelName(name), value]));
}

/** Ours among all that an object has; an image's are its containers' too. */
export function readLabels(all: Readonly<Record<string, string>> | null | undefined): ObjectLabels {
  const ours = Object.entries(all ?? {}).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(ours.map(([name, value]) => [name.slice(prefix.length), value]));
}
