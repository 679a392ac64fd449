const formats = {
  day: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }),
  minute: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  second: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }),
  /** For whoever asks for more than is shown. */
  full: new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' }),
};

/** A time as the reader writes times, by their own clock; to the day, the minute or the second. */
export const shownTime = (at: string, to: keyof typeof formats): string => formats[to].format(new Date(at));
