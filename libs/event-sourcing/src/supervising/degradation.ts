/** Something that is not as it should be while the rest works, for an operator. */
export interface Degradation {
  /** What it is, the same as long as it lasts. */
  readonly name: string;
  /** How it is now. */
  readonly detail: string;
  /** What to do; absent: it passes by itself. */
  readonly advice?: string;
}
