import type { Recording } from '../events/event.js';
import { parseTime } from './parse-time.js';

/** A moment of the log: a position, or a time by the store's own clock (milliseconds since 1970 UTC). Inclusive. */
export type AsOf = { readonly position: bigint } | { readonly time: number };

const decimal = /^\d{1,19}$/;

/** A decimal position or an RFC 3339 time; undefined where the text is neither. */
export const parseAsOf = (text: string): AsOf | undefined => {
  if (decimal.test(text)) return { position: BigInt(text) };
  const time = parseTime(text);
  return time === undefined ? undefined : { time };
};

const isAfter = (event: Pick<Recording, 'position' | 'at'>, asOf: AsOf): boolean =>
  'position' in asOf ? event.position > asOf.position : Date.parse(event.at) > asOf.time;

/**
 * What a stream held at that moment: its events up to the last one that is not later. A store's clock may go back: what came after an event
 * of a clock that was ahead is there at its own time. Fold them to see the state of then.
 * `events` oldest first.
 */
export const upTo = <E extends Pick<Recording, 'position' | 'at'>>(events: readonly E[], asOf: AsOf): readonly E[] =>
  events.slice(0, events.findLastIndex((event) => !isAfter(event, asOf)) + 1);
