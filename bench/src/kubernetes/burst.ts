import type { Observed, RunSpec, SessionRuntime } from '#libs/session-runtime';
import { until } from '../../../test/support/until.js';
import { percentile } from '../latencies.js';
import { atLeast, type Measurement } from '../measurement.js';
import { newSpec, runtimeOn, startPlane } from './kubernetes-plane.js';

const SIZES = [20, 100, 200];
const PATIENCE_MS = 120_000;

interface Burst {
  /** Milliseconds from when all were asked for, of each launch. */
  readonly created: number[];
  readonly ready: number[];
  /** Of this process: the driver, and what asks it. */
  readonly cpuMs: number;
}

/** Launches asked for at once: disk, Secret and pod each. ADR 28 has what KubeSpawner does with two writes. */
export const burst = async (): Promise<Measurement[]> => {
  const plane = await startPlane();
  const runtime = await runtimeOn(plane);
  try {
    await measure(runtime, 5);
    const measurements: Measurement[] = [];
    for (const size of SIZES) measurements.push(...rowsOf(size, await measure(runtime, size)));
    return measurements;
  } finally {
    await runtime.close();
    await plane.close();
  }
};

async function measure(runtime: SessionRuntime, size: number): Promise<Burst> {
  const specs = Array.from({ length: size }, newSpec);
  const seen = new Map<string, Observed['status']>();
  const ready: number[] = [];
  const listening = new AbortController();
  let begun = performance.now();
  const listened = listen(runtime, listening.signal, (observed) => {
    seen.set(observed.launchId, observed.status);
    if (observed.status === 'ready') ready.push(performance.now() - begun);
  });
  const cpu = process.cpuUsage();
  begun = performance.now();
  const created = await Promise.all(specs.map((spec) => ensured(runtime, spec, begun)));
  await until('all are ready', () => ready.length >= size, PATIENCE_MS);
  const { user, system } = process.cpuUsage(cpu);
  await Promise.all(specs.map((spec) => runtime.end(spec, 1n)));
  await until('all are gone', () => specs.every(({ launchId }) => seen.get(launchId) === 'gone'), PATIENCE_MS);
  listening.abort();
  await listened;
  return { created, ready, cpuMs: (user + system) / 1000 };
}

async function ensured(runtime: SessionRuntime, spec: RunSpec, begun: number): Promise<number> {
  await runtime.ensure(spec);
  return performance.now() - begun;
}

async function listen(runtime: SessionRuntime, signal: AbortSignal, hear: (observed: Observed) => void): Promise<void> {
  for await (const observed of runtime.observe(signal)) hear(observed);
}

function rowsOf(size: number, { created, ready, cpuMs }: Burst): Measurement[] {
  const [last, lastReady] = [Math.max(...created), Math.max(...ready)];
  const spread = (times: readonly number[]): string =>
    `, p50 ${percentile(times, 50).toFixed(0)} ms, p95 ${percentile(times, 95).toFixed(0)} ms`;
  const first = Math.min(...created);
  return [
    atLeast(`${size} launches at once: pods created`, 80, (size * 1000) / last, spread(created)),
    atLeast(`${size} launches at once: pods ready`, 60, (size * 1000) / lastReady, spread(ready)),
    atMost(`${size} launches at once: first pod after`, 150, first),
    atMost(`${size} launches at once: CPU of the driver a launch`, 12, cpuMs / size),
  ];
}

const atMost = (what: string, goalMs: number, ms: number): Measurement => ({
  what,
  goal: `≤ ${goalMs} ms`,
  measured: `${ms.toFixed(1)} ms`,
  met: ms <= goalMs,
  values: { ms },
});
