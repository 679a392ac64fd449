import { describe, expect, test } from 'vitest';
import { countedSpan } from './counted-span.js';
import type { Span } from './months.js';
import { usageOf } from './usage-of.js';
import { usageRules } from './usage-rules.js';
import type { Moment, UsageRun } from './usage-run.js';

const HOUR = 3_600_000;
const march: Span = { from: Date.parse('2026-03-01'), to: Date.parse('2026-04-01') };
const rule = usageRules[1]!;

const at = (time: string): Moment => ({ position: '1', at: `2026-${time}Z` });
const ended = (time: string, outcome: 'paused' | 'stopped' | 'failed' = 'paused') => ({ ...at(time), outcome });

/** Two cores, a GiB and half a device. */
const run = (moments: Partial<UsageRun>): UsageRun => ({
  ...{ launchId: 'l', run: 1, userId: 'u', projectId: 'p', sessionId: 's', environmentId: 'e' },
  ...{ cpu: 2, memory: 2 ** 30, gpu: 0.5, asked: at('03-10T10:00:00'), months: [] },
  ...moments,
});

const hours = (moments: Partial<UsageRun>, within = march): number => {
  const { from, to } = countedSpan(run(moments), rule, within);
  return (to - from) / HOUR;
};

describe('rule 13, usage rule 1: what is kept for a run counts', () => {
  test('from its place, not from its request: waiting costs nothing', () => {
    expect(hours({ placed: at('03-10T11:00:00'), ended: ended('03-10T14:00:00') })).toBe(3);
    expect(hours({ ended: ended('03-10T14:00:00', 'stopped') })).toBe(0);
  });

  test('also while its image and code come: it has started later', () => {
    const moments = { placed: at('03-10T11:00:00'), started: at('03-10T12:00:00'), ended: ended('03-10T14:00:00') };
    expect(hours(moments)).toBe(3);
  });

  test('until nothing of it is left, whatever it ended by', () => {
    for (const outcome of ['paused', 'stopped', 'failed'] as const)
      expect(hours({ placed: at('03-10T11:00:00'), ended: ended('03-10T11:30:00', outcome) })).toBe(0.5);
  });

  test('of one that goes on up to the moment of the question, and not beyond', () => {
    const now = { from: march.from, to: Date.parse('2026-03-10T11:15:00Z') };
    expect(hours({ placed: at('03-10T11:00:00') }, now)).toBe(0.25);
    expect(hours({ placed: at('03-10T11:00:00') }, { ...now, to: Date.parse('2026-03-10T10:59:00Z') })).toBe(0);
    expect(hours({ placed: at('03-10T11:00:00'), ended: ended('03-10T12:00:00') }, now)).toBe(0.25);
  });

  test('in a month no more than the part that is in it', () => {
    const moments = { placed: at('02-28T22:00:00'), ended: ended('04-01T05:00:00') };
    expect(hours(moments)).toBe(31 * 24);
    expect(hours(moments, { from: Date.parse('2026-02-01'), to: march.from })).toBe(2);
    expect(hours(moments, { from: march.to, to: Date.parse('2026-05-01') })).toBe(5);
    expect(hours(moments, { from: Date.parse('2026-05-01'), to: Date.parse('2026-06-01') })).toBe(0);
  });

  test('never less than nothing, where clocks went back', () => {
    expect(hours({ placed: at('03-10T11:00:00'), ended: ended('03-10T10:59:59') })).toBe(0);
  });

  test('what is kept, times how long, in whole thousandths and milliseconds', () => {
    const moments = { placed: at('03-10T11:00:00'), ended: ended('03-10T12:00:00') };
    expect(usageOf(run(moments), rule, march)).toEqual({
      cpu: 2_000n * BigInt(HOUR),
      memory: 2n ** 30n * BigInt(HOUR),
      gpu: 500n * BigInt(HOUR),
    });
    expect(usageOf(run({ ...moments, cpu: 0, memory: 0, gpu: 0 }), rule, march)).toEqual({
      cpu: 0n,
      memory: 0n,
      gpu: 0n,
    });
  });
});

describe('rule 13, another rule', () => {
  test('states the same runs anew, beside the one before', () => {
    const whileUsable = { counted: ({ started, ended: to }: UsageRun) => ({ from: started, to }) };
    const moments = run({
      placed: at('03-10T11:00:00'),
      started: at('03-10T12:00:00'),
      ended: ended('03-10T14:00:00'),
    });
    expect(usageOf(moments, whileUsable, march).cpu).toBe(2_000n * 2n * BigInt(HOUR));
    expect(usageOf(moments, rule, march).cpu).toBe(2_000n * 3n * BigInt(HOUR));
  });
});
