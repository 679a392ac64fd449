import type { HistoryEntry } from '#libs/history';

type NamedEntry = Pick<HistoryEntry, 'position' | 'at' | 'type' | 'actor' | 'data'> & {
  readonly names: Readonly<Record<string, string>>;
};

/** Of people's names nobody here has checked that they leave the terminal's cursor and the direction of writing alone. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One line for people, with what its ids are called. */
export const lineOfHistory = ({ position, at, type, actor, data, names }: NamedEntry): string => {
  const called = (id: string): string => (Object.hasOwn(names, id) ? `${String(names[id])} (${id})` : id);
  const dataCalled = JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? called(value) : value));
  return [position.padStart(8), at, type.padEnd(24), called(actor).padEnd(48), dataCalled]
    .join('  ')
    .replace(unprintable, '?');
};
