import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { percentile } from '../latencies.js';
import type { Measurement } from '../measurement.js';
import { startStandalone } from '../programs.js';

const STARTS = 3;
const IDLE_MS = 10_000;
const GOAL_MIB = 200;
const GOAL_MS = 1_300;

const residentBytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
};

/** How long `npm start` takes once everything is compiled, and what it holds when nobody uses it. */
export const footprint = async (directory: string): Promise<Measurement[]> => {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const begun = performance.now();
    const standalone = await startStandalone(join(directory, 'footprint'));
    times.push(performance.now() - begun);
    if (start < STARTS - 1) {
      await standalone.end();
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const mebibytes = (await residentBytes(standalone.pid)) / 2 ** 20;
    await standalone.end();
    const ms = percentile(times, 50);
    return [
      {
        what: `start to the ready line, median of ${STARTS}`,
        goal: `≤ ${GOAL_MS} ms`,
        measured: `${ms.toFixed(0)} ms`,
        met: ms <= GOAL_MS,
        values: { ms },
      },
      {
        what: `memory (RSS) of an idle standalone, ${IDLE_MS / 1000} s after it is ready`,
        goal: `≤ ${GOAL_MIB} MiB`,
        measured: `${mebibytes.toFixed(0)} MiB`,
        met: mebibytes <= GOAL_MIB,
        values: { mebibytes },
      },
    ];
  }
  return [];
};
