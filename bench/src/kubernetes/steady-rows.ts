import { percentile } from '../latencies.js';
import type { Measurement } from '../measurement.js';
import type { Launches, LaunchTimes } from './measure-launches.js';

/** Of launches that come one after the other: how long each step takes. */
export const steadyRows = (perSecond: number, { times }: Launches): Measurement[] => {
  const row = (text: string, goal: number | undefined, of: (each: LaunchTimes) => number): Measurement => {
    const [p50, p95] = [50, 95].map((p) => percentile(times.map(of), p)) as [number, number];
    return {
      what: `${perSecond} a second: ${text}`,
      goal: goal === undefined ? '–' : `p95 < ${goal} ms`,
      measured: `p95 ${p95.toFixed(0)} ms, p50 ${p50.toFixed(0)} ms`,
      met: goal === undefined ? undefined : p95 < goal,
      values: { p50Ms: p50, p95Ms: p95 },
    };
  };
  return [
    row('launch accepted → pod created', 300, ({ accepted, created }) => created - accepted),
    row('pod Ready → running at the socket', 500, ({ podReady, ready }) => ready - podReady),
    row('launch asked for → running at the socket', undefined, ({ asked, ready }) => ready - asked),
  ];
};
