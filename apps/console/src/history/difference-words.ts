import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { ProjectDiff } from '../api/schema.js';
import { bytesInWords } from '../page/bytes-in-words.js';
import { erasedPerson } from '../page/erased-person.js';
import { roleInWords, visibilityInWords } from '../projects/project-words.js';
import { runInWords } from '../sessions/run-in-words.js';
import { commitInWords } from './event-facts.js';

type Difference = ProjectDiff['differences'][number];
type Names = ProjectDiff['names'];

/** One thing that is not as it was. */
export interface DifferenceWords {
  readonly text: string;
  /** Side by side. */
  readonly fields: readonly {
    /** As the API calls it. */
    readonly name: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
}

const called = (id: string, names: Names): string => names[id] ?? id.slice(0, 8);

/** `name`: undefined where nothing is called so any more. */
type Sentence = (name: string | undefined, id: string) => string;

/** Of a member: whose name is not known was erased. */
const ofPerson =
  (sentence: (person: string) => string): Sentence =>
  (name, id) =>
    sentence(name ?? erasedPerson(id));

const sentences: Readonly<Record<Difference['kind'], Readonly<Record<Difference['change'], Sentence>>>> = {
  project: {
    added: () => t`The project was created`,
    removed: () => t`The project was deleted`,
    changed: () => t`The project was changed`,
  },
  member: {
    added: ofPerson((person) => t`${person} became a member`),
    removed: ofPerson((person) => t`${person} is no member any more`),
    changed: ofPerson((person) => t`${person} has another role`),
  },
  repository: {
    added: (name) => (name === undefined ? t`A repository was connected` : t`The repository “${name}” was connected`),
    removed: (name) =>
      name === undefined ? t`A repository was disconnected` : t`The repository “${name}” was disconnected`,
    changed: (name) => (name === undefined ? t`A repository was changed` : t`The repository “${name}” was changed`),
  },
  storage: {
    added: (name) => (name === undefined ? t`A storage was connected` : t`The storage “${name}” was connected`),
    removed: (name) => (name === undefined ? t`A storage was disconnected` : t`The storage “${name}” was disconnected`),
    changed: (name) => (name === undefined ? t`A storage was changed` : t`The storage “${name}” was changed`),
  },
  session: {
    added: (name) => (name === undefined ? t`A session was added` : t`The session “${name}” was added`),
    removed: (name) => (name === undefined ? t`A session was removed` : t`The session “${name}” was removed`),
    changed: (name) => (name === undefined ? t`A session was changed` : t`The session “${name}” was changed`),
  },
};

/** Undefined where nothing is said. */
type Value = (value: unknown, names: Names) => string | undefined;

const plain = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? undefined : JSON.stringify(value);
};

/** One of some words that the API has. */
const word =
  (inWords: (value: string) => string): Value =>
  (value) =>
    typeof value === 'string' ? inWords(value) : plain(value);

const counted =
  (unit: string): Value =>
  (value) =>
    value === undefined ? t`none asked for` : `${plain(value)} ${unit}`;

const size: Value = (value) => (typeof value === 'number' ? bytesInWords(value) : t`none asked for`);

const mounted: Value = (value, names) => {
  if (value === 'all') return t`all of the project`;
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.map((id) => called(String(id), names)).join(', ');
};

const commits: Value = (value, names) => {
  const pinned = Object.entries(value ?? {}) as [string, string][];
  if (pinned.length === 0) return t`the newest`;
  return pinned.map(([id, commit]) => commitInWords(called(id, names), commit)).join(', ');
};

const image: Value = (value) => {
  const { reference, digest } = (value ?? {}) as { readonly reference?: string; readonly digest?: string };
  return digest === undefined ? reference : `${reference} (${digest})`;
};

const source: Value = (value, names) => {
  if (value === undefined) return undefined;
  const said = value as Readonly<Record<string, string>>;
  const [version, branch] = [String(said['version']), String(said['branch'])];
  if (said['kind'] === 'catalogue') return t`catalogue, version ${version}`;
  const repository = called(said['repositoryId'] ?? '', names);
  if (said['kind'] === 'repository') return t`repository ${repository}, branch ${branch}`;
  return said['kind'] === 'image' ? t`external image` : plain(value);
};

/** The log holds what the API checked when it was said. */
const run: Value = (value) => runInWords(value ?? {});

/** What it is called, what it says, and what stands where it says nothing: in other languages that word agrees with what it is called. */
type Field = readonly [label: MessageDescriptor, Value, none?: MessageDescriptor];

const fieldWords: Readonly<Record<string, Field>> = {
  name: [msg`Name`, plain, msg({ message: 'none', context: 'name' })],
  visibility: [msg`Visibility`, word(visibilityInWords), msg({ message: 'none', context: 'visibility' })],
  defaultSessionId: [
    msg`Default session`,
    (id, names) => (typeof id === 'string' ? called(id, names) : undefined),
    msg({ message: 'none', context: 'default session' }),
  ],
  role: [msg`Role`, word(roleInWords), msg({ message: 'none', context: 'role' })],
  url: [msg`Address`, plain, msg({ message: 'none', context: 'address' })],
  readOnly: [
    msg`May be written`,
    (value) => (value === undefined ? undefined : value === true ? t`no` : t`yes`),
    msg({ message: 'none', context: 'whether it may be written' }),
  ],
  environment: [msg`Environment`, plain, msg({ message: 'none', context: 'environment' })],
  image: [msg`Image`, image, msg({ message: 'none', context: 'image' })],
  source: [msg`Source`, source, msg({ message: 'none', context: 'source' })],
  'resources.cpu': [msg`CPU`, counted('CPU')],
  'resources.gpu': [msg`GPU`, counted('GPU')],
  'resources.memory': [msg`Memory`, size],
  'resources.disk': [msg`Disk`, size],
  repositories: [msg`Repositories`, mounted, msg({ message: 'none', context: 'repositories' })],
  storages: [msg`Storages`, mounted, msg({ message: 'none', context: 'storages' })],
  run: [msg`How it is run`, run],
  commits: [msg`Commits`, commits],
};

/** A storage's `source` is a name, a session's says where its image comes from. */
const wordsOf = (kind: Difference['kind'], field: string): readonly [label: string, Value, none: string] => {
  const [label, value, none = msg`none`] = (Object.hasOwn(fieldWords, field) ? fieldWords[field] : undefined) ?? [];
  if (label === undefined || value === undefined) return [field, plain, t(none)];
  return [t(label), kind === 'storage' && field === 'source' ? plain : value, t(none)];
};

/** A sentence, and what is not as it was field by field. `names`: as the API gives them with the differences. */
export const differenceInWords = ({ kind, id, change, fields }: Difference, names: Names): DifferenceWords => ({
  text: sentences[kind][change](names[id], id),
  fields: fields.map(({ field, before, after }) => {
    const [label, value, none] = wordsOf(kind, field);
    const inWords = (said: unknown): string => value(said, names) ?? none;
    return { name: field, field: label, before: inWords(before), after: inWords(after) };
  }),
});
