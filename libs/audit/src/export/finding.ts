/** What does not fit. */
export type What =
  | 'altered'
  | 'missing'
  | 'added'
  | 'swapped'
  | 'cut off'
  | 'manifest of another export'
  | 'rewritten'
  | 'unknown key'
  | 'not an export';

/** The first thing that does not fit in an export. */
export interface Finding {
  readonly what: What;
  /** Of the file, from 1 on. */
  readonly line: number;
  /** What it is and where, for people. */
  readonly message: string;
}
