import type { HistoryEntry } from '../api/schema.js';
import { dayOf } from './day-of.js';

type Entries = readonly HistoryEntry[];

/** An event, or the events of one run of a launch, in log order. */
export interface TimelineRow {
  readonly key: string;
  readonly entries: Entries;
}

/** A day of the reader's, e.g. `2026-06-01`. */
export interface TimelineDay {
  readonly day: string;
  readonly rows: readonly TimelineRow[];
}

/** Of the row that an event is shown in. */
export const rowKey = ({ position, data: { launchId, run } }: Pick<HistoryEntry, 'position' | 'data'>): string =>
  typeof launchId === 'string' && typeof run === 'number' ? `run-${launchId}-${run}` : `event-${position}`;

/** Newest first; a run stands where the newest of its steps does. */
const rowsOf = (entries: Entries): TimelineRow[] => {
  const rows = new Map<string, HistoryEntry[]>();
  for (const entry of entries.toReversed()) {
    const key = rowKey(entry);
    const steps = rows.get(key);
    if (steps === undefined) rows.set(key, [entry]);
    else steps.push(entry);
  }
  return [...rows].map(([key, steps]) => ({ key, entries: steps.toReversed() }));
};

/** A history, given in log order, as it is shown. */
export const timelineDays = (entries: Entries): readonly TimelineDay[] => {
  const days = new Map<string, TimelineRow[]>();
  for (const row of rowsOf(entries)) {
    const day = dayOf(row.entries.at(-1)?.at ?? '');
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(([day, rows]) => ({ day, rows }));
};
