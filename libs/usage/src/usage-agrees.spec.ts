import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyProjection, ReadModels, Recorded } from '#libs/event-sourcing';
import { MemoryProjectionStore } from '#libs/event-sourcing/testing';
import { projectHistory } from '#libs/history';
import { fedCollection } from '../../event-sourcing/src/projecting/fed-collection.js';
import { projectBatch } from '../../event-sourcing/src/projecting/project-batch.js';
import { findInMemory } from '../../event-sourcing/src/testing/find-in-memory.js';
import type { HistoryEntry } from '../../history/src/read/history-entry.js';
import { type Amounts, noAmounts, plus } from './amounts.js';
import { type Dimension, dimensions, Ledger } from './ledger.js';
import type { Span } from './months.js';
import { UsageQueries, type UsageScope } from './read/usage.queries.js';
import { usageRuns } from './read/usage-runs.projection.js';
import { BEGIN, simulatedUse } from './testing/simulated-use.js';
import { usageRules } from './usage-rules.js';

const rule = usageRules[1]!;
const march: Span = { from: BEGIN, to: Date.parse('2026-04-01') };

const projected = async (projection: AnyProjection, ...batches: readonly (readonly Recorded[])[]) => {
  const store = new MemoryProjectionStore();
  for (const batch of batches)
    await projectBatch(
      store,
      fedCollection(projection, 1),
      batch.map((event) => ({ kind: 'event', event })),
    );
  return [...store.collections.values()].flatMap((documents) => [...documents.values()]);
};

const runsOf = (...batches: readonly (readonly Recorded[])[]) => projected(usageRuns, ...batches);

const historyOf = async (events: readonly Recorded[]): Promise<HistoryEntry[]> =>
  (await projected(projectHistory as unknown as AnyProjection, events)).map(({ doc }) => doc as HistoryEntry);

/** As an auditor reads the JSON of who asked for a run. */
interface Request {
  readonly resources?: Partial<Record<'cpu' | 'memory' | 'gpu', number>>;
  readonly configuration?: Pick<Request, 'resources'>;
}

/** As somebody would with a pencil, from the lines of the history alone: rule 1 once more, in other words. */
const byHand = (
  history: readonly HistoryEntry[],
  within: Span,
  isMeant: (data: HistoryEntry['data']) => boolean,
): Amounts => {
  const ofRun = (launchId: unknown, run: unknown) =>
    history.filter(({ data }) => data['launchId'] === launchId && data['run'] === run);
  const madeOf = (launchId: unknown, run: number): NonNullable<Request['resources']> => {
    const asked = ofRun(launchId, run)[0]!.data as Request;
    return asked.resources ?? asked.configuration?.resources ?? madeOf(launchId, run - 1);
  };
  const asked = history.filter(({ type }) => type === 'SessionLaunched' || type === 'SessionResumeRequested');
  return asked
    .filter(({ data }) => isMeant(data))
    .map(({ data: { launchId, run } }) => {
      const told = ofRun(launchId, run);
      const last = told.findIndex(({ type }) => ['SessionPaused', 'SessionStopped', 'SessionFailed'].includes(type));
      const live = last < 0 ? told : told.slice(0, last);
      const first = live.find(
        ({ type, data }) =>
          type === 'SessionStarted' ||
          (data['phase'] !== undefined && data['phase'] !== 'queued' && data['phase'] !== 'scheduling'),
      );
      if (first === undefined) return noAmounts;
      const from = Math.max(Date.parse(first.at), within.from);
      const to = Math.min(last < 0 ? within.to : Date.parse(told[last]!.at), within.to);
      const time = BigInt(Math.max(0, to - from));
      const { cpu = 0, memory = 0, gpu = 0 } = madeOf(launchId, Number(run));
      return {
        cpu: BigInt(Math.round(cpu * 1000)) * time,
        memory: BigInt(memory) * time,
        gpu: BigInt(gpu * 1000) * time,
      };
    })
    .reduce(plus, noAmounts);
};

const queriesOver = (documents: Awaited<ReturnType<typeof runsOf>>): UsageQueries =>
  new UsageQueries({
    documents: () => ({
      find: (filter: object, options: object) => findInMemory(documents, { ...filter }, options),
    }),
  } as unknown as ReadModels);

interface Asked {
  readonly scope?: UsageScope;
  readonly by?: readonly Dimension[];
  readonly within?: Span;
}

const ledgerOver = async (
  documents: Awaited<ReturnType<typeof runsOf>>,
  { scope = { of: 'everything' }, by = [], within = march }: Asked,
): Promise<Ledger> => {
  const ledger = new Ledger({ by, rule, within });
  for await (const page of queriesOver(documents).pages({ scope, within })) for (const run of page) ledger.add(run);
  return ledger;
};

const sumOf = (ledger: Ledger): Amounts =>
  ledger
    .lines()
    .map(({ amounts }) => amounts)
    .reduce(plus, noAmounts);

const anySpan = fc.tuple(fc.integer({ min: -20, max: 60 }), fc.integer({ min: 0, max: 60 })).map(([begin, days]) => ({
  from: BEGIN + begin * 86_400_000 + 1234,
  to: BEGIN + (begin + days) * 86_400_000 + 4321,
}));

describe('rule 13, the ledger of a month of use', () => {
  test('says what the events of the history add up to, in every time', () =>
    fc.assert(
      fc.asyncProperty(simulatedUse, anySpan, async (events, within) => {
        const [ledger, history] = await Promise.all([ledgerOver(await runsOf(events), { within }), historyOf(events)]);
        expect(ledger.total.amounts).toEqual(byHand(history, within, () => true));
      }),
      { numRuns: 200 },
    ));

  test('of a person, a project and what somebody owns, too', () =>
    fc.assert(
      fc.asyncProperty(simulatedUse, async (events) => {
        const [documents, history] = [await runsOf(events), await historyOf(events)];
        for (const { data } of history.slice(0, 5)) {
          const { userId, projectId } = data as { userId: string; projectId: string };
          const mine = await ledgerOver(documents, { scope: { of: 'mine', userId } });
          expect(mine.total.amounts).toEqual(byHand(history, march, (run) => run['userId'] === userId));
          const owned = await ledgerOver(documents, { scope: { of: 'owned', projectIds: [projectId] } });
          expect(owned.total.amounts).toEqual(byHand(history, march, (run) => run['projectId'] === projectId));
        }
      }),
    ));

  test('is the same, however it is split', () =>
    fc.assert(
      fc.asyncProperty(simulatedUse, anySpan, fc.subarray([...dimensions]), async (events, within, by) => {
        const documents = await runsOf(events);
        const whole = await ledgerOver(documents, { within });
        const split = await ledgerOver(documents, { within, by });
        expect(sumOf(split)).toEqual(whole.total.amounts);
        expect(split.total.amounts).toEqual(whole.total.amounts);
        const runs = split.lines().reduce((sum, line) => sum + line.runs, 0);
        expect(runs).toBe(whole.total.runs);
      }),
    ));

  test('is the same, in one time or in two that follow each other', () =>
    fc.assert(
      fc.asyncProperty(simulatedUse, fc.nat(), async (events, which) => {
        const documents = await runsOf(events);
        const middle = Math.min(march.to, Math.max(march.from, Date.parse(events[which % events.length]!.at)));
        const first = await ledgerOver(documents, { within: { from: march.from, to: middle } });
        const second = await ledgerOver(documents, { within: { from: middle, to: march.to } });
        const whole = await ledgerOver(documents, {});
        expect(plus(first.total.amounts, second.total.amounts)).toEqual(whole.total.amounts);
        expect(first.total.runs + second.total.runs).toBe(whole.total.runs);
      }),
    ));

  test('is of documents that are the same after events that are read twice, and when they are built anew', () =>
    fc.assert(
      fc.asyncProperty(simulatedUse, fc.nat(), fc.nat({ max: 20 }), async (events, cut, again) => {
        const at = cut % (events.length + 1);
        const twice = await runsOf(events.slice(0, at), events.slice(Math.max(0, at - again)), events);
        const anew = await runsOf(...events.map((event) => [event]));
        expect(new Map(twice.map((one) => [one.id, one]))).toEqual(new Map(anew.map((one) => [one.id, one])));
      }),
    ));
});
