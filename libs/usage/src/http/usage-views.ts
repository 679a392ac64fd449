import type { Amounts } from '../amounts.js';
import { countedSpan } from '../counted-span.js';
import type { Durations } from '../durations.js';
import type { LedgerLine, LineKey } from '../ledger.js';
import type { Span } from '../months.js';
import { usageOf } from '../usage-of.js';
import type { UsageRule } from '../usage-rules.js';
import type { UsageRun } from '../usage-run.js';
import type { UsageRunView, UsageView } from './usage.dto.js';

type LineView = UsageView['lines'][number];

const HOUR = 3_600_000;
const THOUSANDTHS = 1000;

const hoursOf = ({ cpu, memory, gpu }: Amounts) => ({
  cpuCoreHours: Number(cpu) / THOUSANDTHS / HOUR,
  memoryGiBHours: Number(memory) / 2 ** 30 / HOUR,
  gpuHours: Number(gpu) / THOUSANDTHS / HOUR,
});

/** To the hundredth: they are no more exact than that. */
const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;

const quantiles = (durations: Durations): { p50: number; p95: number } | undefined => {
  const [p50, p95] = [durations.quantile(0.5), durations.quantile(0.95)];
  return p50 === undefined || p95 === undefined ? undefined : { p50: rounded(p50), p95: rounded(p95) };
};

export const totalView = ({ amounts, runs, failed, queued, starting }: LedgerLine): UsageView['total'] => ({
  ...hoursOf(amounts),
  ...{ runs, failed, queueSeconds: quantiles(queued), startSeconds: quantiles(starting) },
});

const keyView = (key: LineKey): Partial<LineView> => ({
  ...(key.user === undefined ? {} : { userId: key.user }),
  ...(key.project === undefined ? {} : { projectId: key.project }),
  ...(key.class === undefined ? {} : { resourceClassId: key.class === '' ? null : key.class }),
  ...(key.month === undefined ? {} : { month: key.month }),
});

export const lineView = (line: LedgerLine): LineView => ({ ...keyView(line.key), ...totalView(line) });

/** A run with what of it counts, and the events that say so. */
export const runView = (run: UsageRun, rule: UsageRule, within: Span): UsageRunView => {
  const { from, to } = countedSpan(run, rule, within);
  return {
    ...run,
    resourceClassId: run.resourceClassId ?? null,
    counted: {
      ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), seconds: (to - from) / 1000 },
      ...hoursOf(usageOf(run, rule, within)),
    },
  };
};
