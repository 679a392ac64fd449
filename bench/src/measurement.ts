/** One row of the table. */
export interface Measurement {
  readonly what: string;
  /** As it is written in the documentation, e.g. `≥ 1,000/s`. */
  readonly goal: string;
  readonly measured: string;
  /** Of the peer that was measured beside it, and how many times better this program is. */
  readonly theirs?: string | undefined;
  readonly ratio?: number | undefined;
  /** Undefined where the goal is to know. */
  readonly met: boolean | undefined;
  /** The numbers behind it, for the JSON file: each name with its unit. */
  readonly values: Readonly<Record<string, number>>;
}

export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;

/** A rate that must be at least so much. */
export const atLeast = (what: string, goal: number, rate: number, detail = ''): Measurement => ({
  what,
  goal: `≥ ${perSecond(goal)}`,
  measured: `${perSecond(rate)}${detail}`,
  met: rate >= goal,
  values: { perSecond: rate },
});
