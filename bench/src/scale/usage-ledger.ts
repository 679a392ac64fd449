import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Projector } from '#libs/event-sourcing';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { NEWEST_RULE, UsageLedgers, UsageQueries, usageRules, usageRuns } from '#libs/usage';
import { collectGarbage } from '../collect-garbage.js';
import { fillLog } from '../fill-log.js';
import { type Stores, withStores } from '../stores.js';
import type { ScaleRow } from './scale-row.js';

const projections = [usageRuns];
const YEAR = 365 * 86_400_000;
const MIB = 2 ** 20;

/** From an empty read model to the end of the log, as after a change of the projection. */
const restate = async (events: Stores['events'], database: ReadModelsConnection): Promise<number> => {
  const head = await events.head();
  const projector = new Projector({ events, store: database.projectionStore, projections });
  const ending = new AbortController();
  const begun = performance.now();
  const running = projector.run(ending);
  while (projector.status().position < head) await new Promise((resolve) => setTimeout(resolve, 5));
  const ms = performance.now() - begun;
  ending.abort();
  await running;
  return ms;
};

/** An admin's question for a year, by class and month: what it costs the process that answers. */
const askForYear = async (database: ReadModelsConnection) => {
  const rule = usageRules[NEWEST_RULE];
  if (rule === undefined) throw new Error('there is no newest rule');
  const ledgers = new UsageLedgers(new UsageQueries(database.readModels));
  const within = { from: Date.now() - YEAR, to: Date.now() };
  collectGarbage();
  const before = process.memoryUsage().rss;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const ledger = await ledgers.of({ scope: { of: 'everything' }, within }, { by: ['class', 'month'], rule });
  const ms = performance.now() - begun;
  delay.disable();
  const grown = Math.max(0, process.memoryUsage().rss - before) / MIB;
  return { runs: ledger.total.runs, ms, grown, held: delay.max / 1e6 };
};

const measure = (size: number, directory: string): Promise<Readonly<Record<string, number>>> =>
  withStores(directory, async ({ events: store, addresses: [, url] }) => {
    const { events } = await fillLog(store, size);
    const database = connectReadModels({ url, databaseName: 'bench', projections });
    try {
      const ms = await restate(store, database);
      const asked = await askForYear(database);
      return {
        restated: ms / 1000,
        rate: events / (ms / 1000),
        runs: asked.runs,
        'a year’s ledger': asked.ms,
        'event loop held, at most': asked.held,
        'memory (RSS) grown': asked.grown,
      };
    } finally {
      await database.close();
    }
  });

/** The usage ledger's documents from an empty database, and a year's ledger from them. */
export const usageLedger: ScaleRow = {
  what: 'usage ledger',
  of: 'events',
  sizes: [10_000, 100_000, 1_000_000],
  goals: {
    restated: { unit: 's', atMost: 120 },
    rate: { unit: 'events/s' },
    runs: { unit: 'runs' },
    'a year’s ledger': { unit: 'ms' },
    'event loop held, at most': { unit: 'ms', atMost: 200 },
    'memory (RSS) grown': { unit: 'MiB', atMost: 200 },
  },
  measure,
};
