const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, as roughly as one says it. */
export const agoInWords = (at: string, now: Date): string => {
  const elapsed = Math.max(0, now.getTime() - new Date(at).getTime());
  const [unit, length] = units.find(([, size]) => elapsed >= size) ?? [];
  return unit === undefined ? 'just now' : relativeFormat.format(-Math.floor(elapsed / length), unit);
};
