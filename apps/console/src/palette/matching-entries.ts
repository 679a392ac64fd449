import type { Entry } from './entry.js';

/** Every word that was typed is somewhere in what an entry says; those whose label begins so are first. */
export const matchingEntries = <One extends Pick<Entry, 'label' | 'kind'>>(
  entries: readonly One[],
  typed: string,
  most: number,
): readonly One[] => {
  const wanted = typed.trim().toLocaleLowerCase();
  const words = wanted.split(/\s+/);
  const begins = ({ label }: One): boolean => label.toLocaleLowerCase().startsWith(wanted);
  return entries
    .filter(({ label, kind }) => words.every((word) => `${label} ${kind}`.toLocaleLowerCase().includes(word)))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)))
    .slice(0, most);
};
