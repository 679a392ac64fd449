/** What is asked of one number at every size. */
export interface ScaleGoal {
  /** Behind the number, e.g. `ms`, `stream reads`, `events/s`. */
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** How many times worse the largest size may be than the smallest. Undefined: it is only shown. */
  readonly growth?: number;
}

/** What one thing costs while what surrounds it grows: a row of `npm run bench -- --scale`. */
export interface ScaleRow {
  readonly what: string;
  /** What grows, in the plural: `sessions`, `feeds`. */
  readonly of: string;
  /** Ascending; three, so that a curve shows. */
  readonly sizes: readonly number[];
  readonly goals: Readonly<Record<string, ScaleGoal>>;
  /** One number for each goal, by its name. `directory` is empty and this measurement's own. */
  readonly measure: (size: number, directory: string) => Promise<Readonly<Record<string, number>>>;
}
