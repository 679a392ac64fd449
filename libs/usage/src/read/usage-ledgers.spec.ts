import { expect, test } from 'vitest';
import { usageRules } from '../usage-rules.js';
import type { UsageRun } from '../usage-run.js';
import type { UsageQueries } from './usage.queries.js';
import { UsageLedgers } from './usage-ledgers.js';

const within = { from: Date.parse('2026-03-01'), to: Date.parse('2026-04-01') };

const runOf = (userId: string): UsageRun => ({
  ...{ launchId: 'l', run: 1, userId, projectId: 'p', sessionId: 's', environmentId: 'e' },
  ...{ cpu: 1, memory: 1, gpu: 0, asked: { position: '1', at: '2026-03-02T00:00:00Z' }, months: ['open'] },
});

/** Pages of runs without end, each of another person. */
const ledgers = (): { ledgers: UsageLedgers; read: () => number } => {
  let read = 0;
  const pages = function* () {
    for (;;) yield Array.from({ length: 500 }, () => runOf(`user ${(read += 1)}`));
  };
  return { ledgers: new UsageLedgers({ pages } as unknown as UsageQueries), read: () => read };
};

test('a ledger that would not fit into memory is refused as soon as it is seen, with what to do', async () => {
  const endless = ledgers();
  const asked = endless.ledgers.of({ scope: { of: 'everything' }, within }, { by: ['user'], rule: usageRules[1]! });
  await expect(asked).rejects.toMatchObject({
    code: 'invalid-request',
    detail: expect.stringContaining('20000 lines'),
  });
  expect(endless.read()).toBe(20_500);
});
