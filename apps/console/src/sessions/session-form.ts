import { t } from '@lingui/core/macro';
import type { FieldError } from '../api/problem.js';
import type { ConfigureSession, Session } from '../api/schema.js';
import { bytesShown } from '../page/bytes-shown.js';
import { typedBytes } from '../page/typed-bytes.js';
import type { Selection } from './mount-choice.js';
import { isSameRun, type RunForm, runFormOf, runOf } from './run-form.js';

/** A session's configuration as it is being edited: text, as typed. */
export interface SessionForm {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly gpu: string;
  readonly disk: string;
  readonly repositories: Selection;
  readonly storages: Selection;
  readonly run: RunForm;
}

type Configured = Pick<Session, 'name' | 'resources' | 'repositories' | 'storages' | 'run'>;

const numeral = (value: number | undefined): string => (value === undefined ? '' : String(value));
const amount = (bytes: number | undefined): string => (bytes === undefined ? '' : bytesShown(bytes));

export const formOf = ({ name, resources, repositories, storages, run }: Configured): SessionForm => ({
  name,
  cpu: numeral(resources.cpu),
  memory: amount(resources.memory),
  gpu: numeral(resources.gpu),
  disk: amount(resources.disk),
  repositories,
  storages,
  run: runFormOf(run),
});

const asNumber = (text: string): number => Number(text.replace(',', '.'));
const readers = { cpu: asNumber, gpu: asNumber, memory: typedBytes, disk: typedBytes };

const mistakeInNumber = (example: string) => (text: string) =>
  Number.isNaN(asNumber(text)) ? t`write a number, for example ${example}.` : undefined;
const mistakeInBytes = (text: string): string | undefined =>
  typedBytes(text) === undefined ? t`write a number of GiB, or one with its unit, for example 512 MiB.` : undefined;
const mistakes = {
  cpu: mistakeInNumber('0.5'),
  gpu: mistakeInNumber('1'),
  memory: mistakeInBytes,
  disk: mistakeInBytes,
} as const;

const resourceFields = ['cpu', 'memory', 'gpu', 'disk'] as const;
type ResourceField = (typeof resourceFields)[number];

/** Null: no minimum. Undefined: it cannot be read. */
const read = (form: SessionForm, field: ResourceField): string | number | null | undefined =>
  form[field].trim() === '' ? null : readers[field](form[field].trim());

const changedIn = (before: SessionForm, form: SessionForm): readonly ResourceField[] =>
  resourceFields.filter((field) => read(form, field) !== read(before, field));

const sameSelection = (a: Selection, b: Selection): boolean =>
  a === 'all' || b === 'all' ? a === b : a.length === b.length && a.every((id) => b.includes(id));

/** Only what differs from what the form began with, so that nobody's other change is undone. Empty takes a minimum away. */
export const changeOf = (session: Configured, form: SessionForm): ConfigureSession => {
  const before = formOf(session);
  const resources = changedIn(before, form).map((field) => [field, read(form, field)] as const);
  return {
    ...(form.name.trim() === before.name ? {} : { name: form.name.trim() }),
    ...(resources.length === 0 ? {} : { resources: Object.fromEntries(resources) }),
    ...(sameSelection(form.repositories, before.repositories) ? {} : { repositories: form.repositories }),
    ...(sameSelection(form.storages, before.storages) ? {} : { storages: form.storages }),
    ...(isSameRun(session.run, runOf(form.run)) ? {} : { run: runOf(form.run) }),
  };
};

/** Why what was changed cannot be meant, where the API would read it as something else; named as the API names fields. */
export const mistakesIn = (session: Configured, form: SessionForm): readonly FieldError[] =>
  changedIn(formOf(session), form).flatMap((field) => {
    const text = form[field].trim();
    const detail = text === '' ? undefined : mistakes[field](text);
    return detail === undefined ? [] : [{ pointer: `/resources/${field}`, detail }];
  });
