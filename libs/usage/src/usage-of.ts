import type { Amounts } from './amounts.js';
import { countedSpan } from './counted-span.js';
import type { Span } from './months.js';
import type { UsageRule } from './usage-rules.js';
import type { UsageRun } from './usage-run.js';

const thousandths = (amount: number): bigint => BigInt(Math.round(amount * 1000));

/** What was kept for the run, over the time that counts. */
export const usageOf = (run: UsageRun, rule: UsageRule, within: Span): Amounts => {
  const { from, to } = countedSpan(run, rule, within);
  const time = BigInt(to - from);
  return {
    cpu: thousandths(run.cpu) * time,
    memory: BigInt(Math.round(run.memory)) * time,
    gpu: thousandths(run.gpu) * time,
  };
};
