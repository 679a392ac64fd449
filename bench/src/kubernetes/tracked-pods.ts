import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { SessionRuntime } from '#libs/session-runtime';
import type { Kubeplane } from '../../../test/support/kubeplane/kubeplane.js';
import { collectGarbage } from '../collect-garbage.js';
import type { Measurement } from '../measurement.js';
import { newSpec, runtimeOn, startPlane } from './kubernetes-plane.js';

const PODS = 10_000;
const AT_ONCE = 64;
const IDLE_MS = 15_000;

/** What it costs a worker that there are ten thousand sessions. */
export const trackedPods = async (): Promise<Measurement[]> => {
  const plane = await startPlane();
  try {
    await fill(plane);
    return await measure(plane);
  } finally {
    await plane.close();
  }
};

async function measure(plane: Kubeplane): Promise<Measurement[]> {
  const before = settledMemory();
  const runtime = await runtimeOn(plane);
  try {
    const first = await timed(() => firstObserved(runtime));
    const listing = await timed(() => runtime.list());
    const memory = settledMemory();
    const cpu = process.cpuUsage();
    await delay(IDLE_MS);
    const { user, system } = process.cpuUsage(cpu);
    return [
      row('all are known after', 'ms', 3_000, first),
      row('one look at all of them', 'ms', 2_000, listing),
      row('memory of the process grows by', 'MB', 60, (memory.rss - before.rss) / 1e6),
      row('memory that is used grows by', 'MB', 60, (memory.heapUsed - before.heapUsed) / 1e6),
      row('CPU while nothing happens', '% of a core', 3, (user + system) / 10 / IDLE_MS),
    ];
  } finally {
    await runtime.close();
  }
}

/** One made by the driver, and copies that no scheduler takes. */
async function fill(plane: Kubeplane): Promise<void> {
  const runtime = await runtimeOn(plane);
  await runtime.ensure(newSpec());
  await runtime.close();
  const path = `/api/v1/namespaces/${plane.namespace}/pods`;
  const { items } = await plane.admin.send<{ items: V1Pod[] }>({ path });
  const [made] = items;
  let next = 0;
  const copy = async (): Promise<void> => {
    while (next < PODS) {
      next += 1;
      await plane.admin.create(path, copyOf(made, next));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, copy));
}

function copyOf({ metadata, spec }: V1Pod = {}, index: number): object {
  const labels = { ...metadata?.labels, 'renku-sessions/launch': `launch-${index}` };
  return {
    metadata: { name: `session-${index}`, labels, annotations: metadata?.annotations },
    spec: Object.assign({}, spec, { nodeName: undefined, schedulerName: 'none' }),
  };
}

async function firstObserved(runtime: SessionRuntime): Promise<void> {
  let count = 0;
  const all = new AbortController();
  for await (const { status } of runtime.observe(all.signal)) {
    count += status === 'starting' ? 1 : 0;
    if (count >= PODS) all.abort();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function settledMemory(): NodeJS.MemoryUsage {
  collectGarbage();
  return process.memoryUsage();
}

const row = (what: string, unit: string, goal: number, value: number): Measurement => ({
  what: `${PODS.toLocaleString('en')} pods: ${what}`,
  goal: `≤ ${goal} ${unit}`,
  measured: `${value.toFixed(1)} ${unit}`,
  met: value <= goal,
  values: { value },
});
