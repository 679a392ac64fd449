import { join } from 'node:path';
import { startStandalone } from '../child.js';
import { percentile } from '../latencies.js';
import type { Measurement } from '../measurement.js';

const STARTS = 3;
const IDLE_MS = 10_000;
const GOAL_MIB = 250;

/** How long `npm start` takes once everything is compiled, and what it holds when nobody uses it. */
export const footprint = async (directory: string): Promise<Measurement[]> => {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const { child } = await startStandalone(join(directory, 'footprint'));
    times.push(child.startMs);
    if (start < STARTS - 1) {
      await child.stop();
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const mebibytes = (await child.residentBytes()) / 2 ** 20;
    await child.stop();
    const ms = percentile(times, 50);
    return [
      {
        what: `start to the ready line, median of ${STARTS}`,
        goal: '–',
        measured: `${ms.toFixed(0)} ms`,
        met: undefined,
        values: { ms },
      },
      {
        what: `memory (RSS) of an idle standalone, ${IDLE_MS / 1000} s after it is ready`,
        goal: `< ${GOAL_MIB} MiB`,
        measured: `${mebibytes.toFixed(0)} MiB`,
        met: mebibytes < GOAL_MIB,
        values: { mebibytes },
      },
    ];
  }
  return [];
};
