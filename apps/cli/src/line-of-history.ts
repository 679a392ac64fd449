import { type HistoryEntry, peopleIn } from '#libs/history';
import { printable } from './printable.js';

type NamedEntry = Pick<HistoryEntry, 'position' | 'at' | 'type' | 'actor' | 'data'> & {
  readonly names: Readonly<Record<string, string>>;
};

/** One line for people, with what its ids are called. */
export const lineOfHistory = (entry: NamedEntry): string => {
  const { position, at, type, actor, data, names } = entry;
  const erased = new Set(peopleIn(entry).filter((id) => !Object.hasOwn(names, id) && !id.startsWith('system:')));
  const called = (id: string): string => {
    if (erased.has(id)) return `an erased person (${id})`;
    return Object.hasOwn(names, id) ? `${String(names[id])} (${id})` : id;
  };
  const dataCalled = JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? called(value) : value));
  return printable([position.padStart(8), at, type.padEnd(24), called(actor).padEnd(48), dataCalled].join('  '));
};
