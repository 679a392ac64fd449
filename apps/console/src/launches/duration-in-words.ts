const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;

/** E.g. `2 min 5 s`. */
export const durationInWords = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  if (seconds < MINUTE_S) return seconds === 0 ? 'less than 1 s' : `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min ${seconds % MINUTE_S} s`;
  return `${Math.floor(seconds / HOUR_S)} h ${Math.floor((seconds % HOUR_S) / MINUTE_S)} min`;
};
