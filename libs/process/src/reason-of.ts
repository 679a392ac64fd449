import { InvalidSettingsError, misspeltSettings } from '#libs/settings';

/** Node's and SQLite's words for a full disk: they do not say of whom it is. */
const isFullDisk = (reason: string): boolean => /\bENOSPC\b|database or disk is full/.test(reason);

/** Why a program cannot start, and what to do where the error does not say it itself. */
export const reasonOf = (error: unknown, environment: Readonly<Record<string, string | undefined>> = {}): string => {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof InvalidSettingsError) return [reason, ...misspeltIn(environment)].join('\n');
  return isFullDisk(reason) ? `${reason}. Make room on the disk that has the data directory (DATA_DIR).` : reason;
};

/** What is said to be missing may be there under another name: the log, which warns of these, has not begun. */
const misspeltIn = (environment: Readonly<Record<string, string | undefined>>): string[] =>
  misspeltSettings(environment).map(({ name, meant }) => `unknown setting ${name}: did you mean ${meant}?`);
