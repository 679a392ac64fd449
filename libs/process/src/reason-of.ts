/** Node's and SQLite's words for a full disk: they do not say of whom it is. */
const isFullDisk = (reason: string): boolean => /\bENOSPC\b|database or disk is full/.test(reason);

/** Why a program cannot start, and what to do where the error does not say it itself. */
export const reasonOf = (error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  return isFullDisk(reason) ? `${reason}. Make room on the disk that has the data directory (DATA_DIR).` : reason;
};
