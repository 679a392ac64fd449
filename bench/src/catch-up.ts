import { collectionOf } from '#libs/event-sourcing';
import { projectHistory } from '#libs/history';
import { fillLog } from './fill-log.js';
import { usageOf } from './kubernetes/launchers/usage-of.js';
import { startProgram } from './programs.js';
import { withStores } from './stores.js';

const PATIENCE_MS = 600_000;

/** As `projector.ts` says it. */
interface Projected {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

export interface CatchUp {
  readonly events: number;
  readonly seconds: number;
  /** Milliseconds of each process. */
  readonly cpu: { readonly projector: number; readonly eventStore: number; readonly documents: number };
  /** Of the projector's process. */
  readonly peakMiB: number;
}

/** Every read model of the domain from an empty database to the end of a log of at least so many events: three processes. */
export const catchUp = (directory: string, atLeast: number): Promise<CatchUp> =>
  withStores(directory, async ({ events: store, database, addresses, pids }) => {
    const { events } = await fillLog(store, atLeast);
    const used = (): Promise<number[]> => Promise.all(pids.map(async (pid) => (await usageOf([pid])).cpuMs));
    const before = await used();
    const projector = startProgram('projector', addresses);
    const { ms, cpuMs, peakMiB } = JSON.parse(await projector.says(/^projected (.+)$/m, PATIENCE_MS)) as Projected;
    const [eventStore = Number.NaN, documents = Number.NaN] = (await used()).map((now, at) => now - (before[at] ?? 0));
    const lines = await database
      .collection(collectionOf({ ...projectHistory, generation: 1 }))
      .estimatedDocumentCount();
    if (lines !== events) throw new Error(`${events} events became ${lines} lines of history`);
    return { events, seconds: ms / 1000, cpu: { projector: cpuMs, eventStore, documents }, peakMiB };
  });
