import { describe, expect, test } from 'vitest';
import { Ledger } from './ledger.js';
import { usageRules } from './usage-rules.js';
import type { Moment, UsageRun } from './usage-run.js';

const midnight = Date.parse('2026-03-03');
const at = (time: string): Moment => ({ position: '1', at: `2026-03-${time}.000Z` });
const run = (moments: Pick<UsageRun, 'placed' | 'started' | 'ended'>): UsageRun => ({
  ...{ launchId: 'l', run: 1, userId: 'u', projectId: 'p', sessionId: 's', environmentId: 'e' },
  ...{ cpu: 1, memory: 1, gpu: 0, asked: at('02T23:59:00'), months: ['2026-03'], ...moments },
});
const totalOf = (of: UsageRun) => {
  const within = { from: Date.parse('2026-03-01'), to: midnight };
  const ledger = new Ledger({ by: ['project'], rule: usageRules[1]!, within });
  ledger.add(of);
  const { runs, failed, queued, starting } = ledger.total;
  return { runs, failed, queued: queued.quantile(0.5), starting: starting.quantile(0.5) };
};

describe('rule 13, a run that was asked for before the time of a question ends', () => {
  test('says nothing of what happened to it at that moment or later', () =>
    expect(
      totalOf(
        run({
          ...{ placed: at('03T00:00:00'), started: at('03T00:00:01') },
          ended: { ...at('03T00:01:00'), outcome: 'failed' },
        }),
      ),
    ).toEqual({ runs: 1, failed: 0, queued: undefined, starting: undefined }));

  test('says what happened to it before', () =>
    expect(
      totalOf(
        run({
          ...{ placed: at('02T23:59:01'), started: at('02T23:59:01') },
          ended: { ...at('02T23:59:59'), outcome: 'failed' },
        }),
      ),
    ).toEqual({ runs: 1, failed: 1, queued: 1, starting: 1 }));
});
