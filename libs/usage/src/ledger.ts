import { type Amounts, noAmounts, plus } from './amounts.js';
import { countedSpan } from './counted-span.js';
import { Durations } from './durations.js';
import { monthsOf, type Span } from './months.js';
import { usageOf } from './usage-of.js';
import type { UsageRule } from './usage-rules.js';
import type { Moment, UsageRun } from './usage-run.js';

export const dimensions = ['user', 'project', 'class', 'month'] as const;
export type Dimension = (typeof dimensions)[number];

/** What a line is about: an id or a month for each dimension that was asked for; of no resource class: ''. */
export type LineKey = Readonly<Partial<Record<Dimension, string>>>;

export interface LedgerLine {
  readonly key: LineKey;
  /** Lines are in the order of their names. */
  readonly name: string;
  amounts: Amounts;
  /** That were asked for in this time. */
  runs: number;
  /** Of them, those that failed in this time. */
  failed: number;
  /** Of them, how long they waited for their place, and how long until their user could enter, where that was in this time. */
  readonly queued: Durations;
  readonly starting: Durations;
}

export interface LedgerQuestion {
  readonly by: readonly Dimension[];
  readonly rule: UsageRule;
  readonly within: Span;
}

const emptyLine = (key: LineKey, name: string): LedgerLine => ({
  ...{ key, name, amounts: noAmounts, runs: 0, failed: 0 },
  ...{ queued: new Durations(), starting: new Durations() },
});

const valueOf = (run: UsageRun, month: string): Readonly<Record<Dimension, string>> => ({
  user: run.userId,
  project: run.projectId,
  class: run.resourceClassId ?? '',
  month,
});

const note = (durations: Durations, from: Moment, to: Moment): void =>
  durations.add(Date.parse(to.at) - Date.parse(from.at));

const isEmpty = ({ cpu, memory, gpu }: Amounts): boolean => cpu === 0n && memory === 0n && gpu === 0n;

/** Adds runs up, line by line and as a whole; keeps none of them. */
export class Ledger {
  readonly total = emptyLine({}, '');
  private readonly byKey = new Map<string, LedgerLine>();

  constructor(private readonly question: LedgerQuestion) {}

  get size(): number {
    return this.byKey.size;
  }

  add(run: UsageRun): void {
    const { rule, within } = this.question;
    for (const month of monthsOf(countedSpan(run, rule, within))) {
      const amounts = usageOf(run, rule, month);
      if (isEmpty(amounts)) continue;
      for (const line of this.linesOf(run, month.name)) line.amounts = plus(line.amounts, amounts);
    }
    const askedAt = Date.parse(run.asked.at);
    if (askedAt < within.from || askedAt >= within.to) return;
    for (const line of this.linesOf(run, run.asked.at.slice(0, 7))) this.count(line, run);
  }

  /** In order, those behind the one with this name. */
  lines(after?: string): readonly LedgerLine[] {
    const lines = [...this.byKey.values()].filter(({ name }) => after === undefined || name > after);
    return lines.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  private count(line: LedgerLine, { asked, placed, started, ended }: UsageRun): void {
    line.runs += 1;
    if (ended?.outcome === 'failed' && this.isKnown(ended)) line.failed += 1;
    if (placed !== undefined && this.isKnown(placed)) note(line.queued, asked, placed);
    if (started !== undefined && this.isKnown(started)) note(line.starting, asked, started);
  }

  /** What comes after the time of the question would say to who asks for days that are over what a session does now. */
  private isKnown({ at }: Moment): boolean {
    return Date.parse(at) < this.question.within.to;
  }

  private linesOf(run: UsageRun, month: string): readonly LedgerLine[] {
    const values = valueOf(run, month);
    const key = this.question.by.map((dimension) => values[dimension]);
    const name = key.join(' ');
    let line = this.byKey.get(name);
    if (line === undefined) {
      line = emptyLine(Object.fromEntries(this.question.by.map((dimension) => [dimension, values[dimension]])), name);
      this.byKey.set(name, line);
    }
    return [line, this.total];
  }
}
