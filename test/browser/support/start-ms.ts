/** A start is seconds of a processor that others have as well. */
export const START_MS = 60_000;
