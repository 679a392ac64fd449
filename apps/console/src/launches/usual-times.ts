import type { LaunchStep, Run } from './runs-of.js';

/** Fewer are no habit; older ones had other images and other days. */
const FEWEST_RUNS = 2;
const LATEST_RUNS = 5;

const median = (sorted: readonly number[]): number | undefined => {
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
};

/** What one run took for each of its steps, in milliseconds; nothing of a run that never started: it may have waited in vain. */
const stepsOf = ({ startedAt, phases }: Run): ReadonlyMap<LaunchStep, number> => {
  const times = new Map<LaunchStep, number>();
  if (startedAt === undefined) return times;
  for (const { phase, from, to } of phases)
    if (to !== undefined) times.set(phase, (times.get(phase) ?? 0) + Date.parse(to) - Date.parse(from));
  return times;
};

/**
 * How long the steps of a launch usually take, in milliseconds: the medians of its last runs, the newest first. They are one's own, so that nobody's
 * are told to others. How long one waits for a place is no habit.
 */
export const usualTimes = (earlier: readonly Run[]): ReadonlyMap<LaunchStep, number> => {
  const runs = earlier.map(stepsOf).filter((times) => times.size > 0);
  const latest = runs.slice(0, LATEST_RUNS);
  const steps = new Set(latest.flatMap((times) => [...times.keys()]));
  const usual = new Map<LaunchStep, number>();
  for (const step of steps) {
    const took = latest.flatMap((times) => times.get(step) ?? []).toSorted((a, b) => a - b);
    const usually = median(took);
    if (step !== 'queued' && took.length >= FEWEST_RUNS && usually !== undefined) usual.set(step, usually);
  }
  return usual;
};
