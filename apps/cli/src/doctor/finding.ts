/** `warning`: it works, and somebody should look. `problem`: something does not work, or soon will not. */
export type FindingStatus = 'ok' | 'warning' | 'problem';

/** What one check of the doctor says. */
export interface Finding {
  /** What was looked at, e.g. `lease launch-saga`. */
  readonly check: string;
  readonly status: FindingStatus;
  readonly detail: string;
  /** What to do; absent: nothing, or it passes by itself. */
  readonly advice?: string;
}
