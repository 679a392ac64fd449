import type { Span } from './months.js';
import type { UsageRule } from './usage-rules.js';
import type { UsageRun } from './usage-run.js';

/** What of the run counts by this rule within the span: of one that goes on, up to its end. Empty, never negative, where nothing does. */
export const countedSpan = (run: UsageRun, { counted }: UsageRule, within: Span): Span => {
  const { from, to } = counted(run);
  if (from === undefined) return { from: within.from, to: within.from };
  const begin = Math.max(Date.parse(from.at), within.from);
  const end = Math.min(to === undefined ? within.to : Date.parse(to.at), within.to);
  return { from: begin, to: Math.max(begin, end) };
};
