import type { ProjectDiff } from '../api/schema.js';
import { bytesInWords } from '../page/bytes-in-words.js';
import { erasedPerson } from '../page/erased-person.js';
import { runInWords } from '../sessions/run-in-words.js';

type Difference = ProjectDiff['differences'][number];
type Names = ProjectDiff['names'];

/** One thing that is not as it was. */
export interface DifferenceWords {
  readonly text: string;
  /** Side by side. */
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

const called = (id: string, names: Names): string => names[id] ?? id.slice(0, 8);

const quoted = (kind: string, id: string, names: Names): string =>
  names[id] === undefined ? `A ${kind}` : `The ${kind} “${names[id]}”`;

type Wording = (id: string, names: Names) => string;

const sentences: Readonly<Record<Difference['kind'], Readonly<Record<Difference['change'], Wording>>>> = {
  project: {
    added: () => 'The project was created',
    removed: () => 'The project was deleted',
    changed: () => 'The project was changed',
  },
  member: {
    added: (id, names) => `${names[id] ?? erasedPerson(id)} became a member`,
    removed: (id, names) => `${names[id] ?? erasedPerson(id)} is no member any more`,
    changed: (id, names) => `${names[id] ?? erasedPerson(id)} has another role`,
  },
  repository: {
    added: (id, names) => `${quoted('repository', id, names)} was connected`,
    removed: (id, names) => `${quoted('repository', id, names)} was disconnected`,
    changed: (id, names) => `${quoted('repository', id, names)} was changed`,
  },
  storage: {
    added: (id, names) => `${quoted('storage', id, names)} was connected`,
    removed: (id, names) => `${quoted('storage', id, names)} was disconnected`,
    changed: (id, names) => `${quoted('storage', id, names)} was changed`,
  },
  session: {
    added: (id, names) => `${quoted('session', id, names)} was added`,
    removed: (id, names) => `${quoted('session', id, names)} was removed`,
    changed: (id, names) => `${quoted('session', id, names)} was changed`,
  },
};

type Value = (value: unknown, names: Names) => string;

const plain: Value = (value) => {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? 'none' : JSON.stringify(value);
};

const counted =
  (unit: string): Value =>
  (value) =>
    value === undefined ? 'none asked for' : `${plain(value, {})} ${unit}`;

const size: Value = (value) => (typeof value === 'number' ? bytesInWords(value) : 'none asked for');

const mounted: Value = (value, names) => {
  if (value === 'all') return 'all of the project';
  if (!Array.isArray(value) || value.length === 0) return 'none';
  return value.map((id) => called(String(id), names)).join(', ');
};

const commits: Value = (value, names) => {
  const pinned = Object.entries(value ?? {}) as [string, string][];
  if (pinned.length === 0) return 'the newest';
  return pinned.map(([id, commit]) => `${called(id, names)} at ${commit.slice(0, 8)}`).join(', ');
};

const image: Value = (value) => {
  const { reference, digest } = (value ?? {}) as { readonly reference?: string; readonly digest?: string };
  return digest === undefined ? plain(reference, {}) : `${plain(reference, {})} (${digest})`;
};

const source: Value = (value, names) => {
  if (value === undefined) return 'none';
  const { kind, version, repositoryId, branch } = value as Readonly<Record<string, string>>;
  if (kind === 'catalogue') return `catalogue, version ${plain(version, {})}`;
  if (kind === 'repository') return `repository ${called(repositoryId ?? '', names)}, branch ${plain(branch, {})}`;
  return kind === 'image' ? 'external image' : plain(value, names);
};

/** The log holds what the API checked when it was said. */
const run: Value = (value) => runInWords(value ?? {});

const fieldWords: Readonly<Record<string, readonly [label: string, Value]>> = {
  name: ['Name', plain],
  visibility: ['Visibility', plain],
  defaultSessionId: ['Default session', (id, names) => (typeof id === 'string' ? called(id, names) : 'none')],
  role: ['Role', plain],
  url: ['Address', plain],
  readOnly: ['May be written', (value) => (value === undefined ? 'none' : value === true ? 'no' : 'yes')],
  environment: ['Environment', plain],
  image: ['Image', image],
  source: ['Source', source],
  'resources.cpu': ['CPU', counted('CPU')],
  'resources.gpu': ['GPU', counted('GPU')],
  'resources.memory': ['Memory', size],
  'resources.disk': ['Disk', size],
  repositories: ['Repositories', mounted],
  storages: ['Storages', mounted],
  run: ['How it is run', run],
  commits: ['Commits', commits],
};

/** A storage's `source` is a name, a session's says where its image comes from. */
const wordsOf = (kind: Difference['kind'], field: string): readonly [label: string, Value] => {
  if (kind === 'storage' && field === 'source') return ['Source', plain];
  return (Object.hasOwn(fieldWords, field) ? fieldWords[field] : undefined) ?? [field, plain];
};

/** A sentence, and what is not as it was field by field. `names`: as the API gives them with the differences. */
export const differenceInWords = ({ kind, id, change, fields }: Difference, names: Names): DifferenceWords => ({
  text: sentences[kind][change](id, names),
  fields: fields.map(({ field, before, after }) => {
    const [label, value] = wordsOf(kind, field);
    return { field: label, before: value(before, names), after: value(after, names) };
  }),
});
