import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../../test/support/until.js';
import type { Launcher, Person } from './launchers/launcher.js';
import type { Usage } from './launchers/usage.js';
import type { PlanePods } from './plane-pods.js';

const PATIENCE_MS = 180_000;

/** When each thing happened to one launch, as of performance.now(). */
export interface LaunchTimes {
  readonly asked: number;
  readonly accepted: number;
  readonly created: number;
  /** The pod is, as the plane says. */
  readonly podReady: number;
  /** Its user sees that they may enter. */
  readonly ready: number;
}

export interface Launches {
  readonly times: readonly LaunchTimes[];
  /** What they cost until the last one was ready; of memory, what is held then. */
  readonly usage: Usage;
  /** Of the plane, for them. */
  readonly planeCpuMs: number;
}

export interface Asked {
  readonly count: number;
  /** All at once where absent. */
  readonly perSecond?: number;
}

/** So many people launch. Nothing runs afterwards. */
export const measureLaunches = async (launcher: Launcher, pods: PlanePods, asked: Asked): Promise<Launches> => {
  const people = await launcher.people(asked.count);
  const [before, planeBefore] = [await launcher.usage(), await pods.planeCpuMs()];
  const begun = performance.now();
  const between = asked.perSecond === undefined ? 0 : 1000 / asked.perSecond;
  const times = await Promise.all(people.map((person, index) => launch(person, pods, begun + index * between)));
  const [now, planeNow] = [await launcher.usage(), await pods.planeCpuMs()];
  await Promise.all(people.map((person) => person.leave()));
  const left = () => `no pod is left, and there are ${pods.names.join(' ')}`;
  await until(left, () => pods.names.length === 0, PATIENCE_MS);
  const usage = { ...now, cpuMs: now.cpuMs - before.cpuMs, allCpuMs: now.allCpuMs - before.allCpuMs };
  return { times, usage, planeCpuMs: planeNow - planeBefore };
};

async function launch(person: Person, pods: PlanePods, at: number): Promise<LaunchTimes> {
  const wait = at - performance.now();
  if (wait > 0) await delay(wait);
  const key = await person.launch();
  const accepted = performance.now();
  const ready = await person.untilReady();
  const { created = Number.NaN, ready: podReady = Number.NaN } = pods.times.get(key) ?? {};
  return { asked: at, accepted, created, podReady, ready };
}
