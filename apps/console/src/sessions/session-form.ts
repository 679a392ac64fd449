import type { Resources, Selection, Session } from '../api/views.js';
import { bytesAsInput } from './quantity.js';

/** A session's configuration as it is being edited: text, as typed. */
export interface SessionForm {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly gpu: string;
  readonly disk: string;
  readonly repositories: Selection;
}

interface Change {
  readonly name?: string;
  readonly resources?: Readonly<Partial<Record<keyof Resources, number | string | null>>>;
  readonly repositories?: Selection;
}

type Configured = Pick<Session, 'name' | 'resources' | 'repositories'>;

const numeral = (value: number | undefined): string => (value === undefined ? '' : String(value));
const amount = (bytes: number | undefined): string => (bytes === undefined ? '' : bytesAsInput(bytes));

export const formOf = ({ name, resources, repositories }: Configured): SessionForm => ({
  name,
  cpu: numeral(resources.cpu),
  memory: amount(resources.memory),
  gpu: numeral(resources.gpu),
  disk: amount(resources.disk),
  repositories,
});

const asNumber = (text: string): number => Number(text.replace(',', '.'));
const readers = { cpu: asNumber, gpu: asNumber, memory: (text: string) => text, disk: (text: string) => text };
const sameSelection = (a: Selection, b: Selection): boolean =>
  a === 'all' || b === 'all' ? a === b : a.length === b.length && a.every((id) => b.includes(id));

/** Only what differs from what the form began with, so that nobody's other change is undone. Empty takes a minimum away. */
export const changeOf = (session: Configured, form: SessionForm): Change => {
  const before = formOf(session);
  const resources = (['cpu', 'memory', 'gpu', 'disk'] as const)
    .filter((field) => form[field].trim() !== before[field])
    .map((field) => [field, form[field].trim() === '' ? null : readers[field](form[field].trim())] as const);
  return {
    ...(form.name.trim() === before.name ? {} : { name: form.name.trim() }),
    ...(resources.length === 0 ? {} : { resources: Object.fromEntries(resources) }),
    ...(sameSelection(form.repositories, before.repositories) ? {} : { repositories: form.repositories }),
  };
};
