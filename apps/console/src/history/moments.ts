import { dayOf } from './day-of.js';
import type { Moments } from './use-differences.js';

export const isPosition = (text: string): boolean => /^\d{1,19}$/.test(text);

/** A position of the log or a time, as the API takes it. */
export const isMoment = (text: string): boolean =>
  isPosition(text) || (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)));

/** As `<input type="datetime-local">` has it: to the second, in the reader's zone. */
export const inTimeField = (time: string): string => `${dayOf(time)}T${new Date(time).toTimeString().slice(0, 8)}`;

/** Of two positions. */
export const earlierFirst = (one: string, other: string): Required<Moments> =>
  BigInt(one) < BigInt(other) ? { from: one, to: other } : { from: other, to: one };
