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

type Value = (value: unknown, names: Names) => string;

const plain: Value = (value) => {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? t`none` : JSON.stringify(value);
};

/** One of some words that the API has. */
const word =
  (inWords: (value: string) => string): Value =>
  (value) =>
    typeof value === 'string' ? inWords(value) : plain(value, {});

const counted =
  (unit: string): Value =>
  (value) =>
    value === undefined ? t`none asked for` : `${plain(value, {})} ${unit}`;

const size: Value = (value) => (typeof value === 'number' ? bytesInWords(value) : t`none asked for`);

const mounted: Value = (value, names) => {
  if (value === 'all') return t`all of the project`;
  if (!Array.isArray(value) || value.length === 0) return t`none`;
  return value.map((id) => called(String(id), names)).join(', ');
};

const commits: Value = (value, names) => {
  const pinned = Object.entries(value ?? {}) as [string, string][];
  if (pinned.length === 0) return t`the newest`;
  return pinned.map(([id, commit]) => commitInWords(called(id, names), commit)).join(', ');
};

const image: Value = (value) => {
  const { reference, digest } = (value ?? {}) as { readonly reference?: string; readonly digest?: string };
  return digest === undefined ? plain(reference, {}) : `${plain(reference, {})} (${digest})`;
};

const source: Value = (value, names) => {
  if (value === undefined) return t`none`;
  const said = value as Readonly<Record<string, string>>;
  const [version, branch] = [plain(said['version'], {}), plain(said['branch'], {})];
  if (said['kind'] === 'catalogue') return t`catalogue, version ${version}`;
  const repository = called(said['repositoryId'] ?? '', names);
  if (said['kind'] === 'repository') return t`repository ${repository}, branch ${branch}`;
  return said['kind'] === 'image' ? t`external image` : plain(value, names);
};

/** The log holds what the API checked when it was said. */
const run: Value = (value) => runInWords(value ?? {});

const fieldWords: Readonly<Record<string, readonly [label: MessageDescriptor, Value]>> = {
  name: [msg`Name`, plain],
  visibility: [msg`Visibility`, word(visibilityInWords)],
  defaultSessionId: [msg`Default session`, (id, names) => (typeof id === 'string' ? called(id, names) : t`none`)],
  role: [msg`Role`, word(roleInWords)],
  url: [msg`Address`, plain],
  readOnly: [msg`May be written`, (value) => (value === undefined ? t`none` : value === true ? t`no` : t`yes`)],
  environment: [msg`Environment`, plain],
  image: [msg`Image`, image],
  source: [msg`Source`, source],
  'resources.cpu': [msg`CPU`, counted('CPU')],
  'resources.gpu': [msg`GPU`, counted('GPU')],
  'resources.memory': [msg`Memory`, size],
  'resources.disk': [msg`Disk`, size],
  repositories: [msg`Repositories`, mounted],
  storages: [msg`Storages`, mounted],
  run: [msg`How it is run`, run],
  commits: [msg`Commits`, commits],
};

/** A storage's `source` is a name, a session's says where its image comes from. */
const wordsOf = (kind: Difference['kind'], field: string): readonly [label: string, Value] => {
  if (kind === 'storage' && field === 'source') return [t`Source`, plain];
  const [label, value] = (Object.hasOwn(fieldWords, field) ? fieldWords[field] : undefined) ?? [];
  return label === undefined || value === undefined ? [field, plain] : [t(label), value];
};

/** A sentence, and what is not as it was field by field. `names`: as the API gives them with the differences. */
export const differenceInWords = ({ kind, id, change, fields }: Difference, names: Names): DifferenceWords => ({
  text: sentences[kind][change](names[id], id),
  fields: fields.map(({ field, before, after }) => {
    const [label, value] = wordsOf(kind, field);
    return { name: field, field: label, before: value(before, names), after: value(after, names) };
  }),
});
