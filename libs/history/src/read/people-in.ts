import type { HistoryEntry } from './history-entry.js';

const texts = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** The ids by which an entry names people, and whatever else acts. */
export const peopleIn = ({ actor, data }: Pick<HistoryEntry, 'actor' | 'data'>): readonly string[] => {
  const { userId, ownerId, environment } = data;
  return texts([actor, userId, ownerId, (environment as { createdBy?: unknown } | undefined)?.createdBy]);
};
