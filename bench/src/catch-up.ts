import { collectionOf } from '#libs/event-sourcing';
import { projectHistory } from '#libs/history';
import { fillLog } from './fill-log.js';
import { startProgram } from './programs.js';
import { withStores } from './stores.js';

const PATIENCE_MS = 600_000;

/** As `projector.ts` says it. */
interface Projected {
  readonly ms: number;
  readonly peakMiB: number;
}

export interface CatchUp {
  readonly events: number;
  readonly seconds: number;
  /** Of the projector's process. */
  readonly peakMiB: number;
}

/** Every read model of the domain from an empty database to the end of a log of at least so many events: three processes. */
export const catchUp = (directory: string, atLeast: number): Promise<CatchUp> =>
  withStores(directory, async ({ events: store, database, addresses }) => {
    const { events } = await fillLog(store, atLeast);
    const projector = startProgram('projector', addresses);
    const { ms, peakMiB } = JSON.parse(await projector.says(/^projected (.+)$/m, PATIENCE_MS)) as Projected;
    const lines = await database.collection(collectionOf({ ...projectHistory, generation: 1 })).countDocuments();
    if (lines !== events) throw new Error(`${events} events became ${lines} lines of history`);
    return { events, seconds: ms / 1000, peakMiB };
  });
