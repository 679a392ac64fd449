import type { Measurement } from './measurement.js';

/** The p-th percentile (0 to 100), by nearest rank. Of nothing it is NaN. */
export const percentile = (samples: readonly number[], p: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN;
};

export interface LatencyGoal {
  readonly p50: number;
  readonly p99: number;
}

/** Milliseconds. */
export const latencyRow = (what: string, samples: readonly number[], goal?: LatencyGoal): Measurement => {
  const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)];
  return {
    what,
    goal: goal === undefined ? '–' : `p50 ≤ ${goal.p50} ms, p99 ≤ ${goal.p99} ms`,
    measured: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    met: goal && p50 <= goal.p50 && p99 <= goal.p99,
    values: { p50Ms: p50, p99Ms: p99, samples: samples.length },
  };
};
