import { i18n } from '../language/i18n.js';

const formats = {
  day: { dateStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  second: { dateStyle: 'medium', timeStyle: 'medium' },
  /** For whoever asks for more than is shown. */
  full: { dateStyle: 'full', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A time as the reader writes times, by their own clock; to the day, the minute or the second. */
export const shownTime = (at: string, to: keyof typeof formats): string => i18n.date(at, formats[to]);
