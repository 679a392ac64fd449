import { InvalidSettingsError } from '#libs/settings';
import { misspeltInWords } from './misspelt-in-words.js';

/** Node's and SQLite's words for a full disk: they do not say of whom it is. */
const isFullDisk = (reason: string): boolean => /\bENOSPC\b|database or disk is full/.test(reason);

/** Why a program cannot start, and what to do where the error does not say it itself. */
export const reasonOf = (error: unknown, environment: Readonly<Record<string, string | undefined>> = {}): string => {
  const reason = error instanceof Error ? error.message : String(error);
  // what is missing may be there under another name, and the log, which warns of these, has not begun
  if (error instanceof InvalidSettingsError) return [reason, ...misspeltInWords(environment)].join('\n');
  return isFullDisk(reason) ? `${reason}. Make room on the disk that has the data directory (DATA_DIR).` : reason;
};
