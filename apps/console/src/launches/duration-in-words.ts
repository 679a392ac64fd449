import { t } from '@lingui/core/macro';

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;

const minutesInWords = (minutes: number, seconds: number): string => t`${minutes} min ${seconds} s`;
const hoursInWords = (hours: number, minutes: number): string => t`${hours} h ${minutes} min`;

/** E.g. `2 min 5 s`. */
export const durationInWords = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  if (seconds < MINUTE_S) return seconds === 0 ? t`less than 1 s` : t`${seconds} s`;
  if (seconds < HOUR_S) return minutesInWords(Math.floor(seconds / MINUTE_S), seconds % MINUTE_S);
  return hoursInWords(Math.floor(seconds / HOUR_S), Math.floor((seconds % HOUR_S) / MINUTE_S));
};
