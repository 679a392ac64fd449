import { join } from 'node:path';
import type { Measurement } from '../measurement.js';
import { findJupyterHub } from './find-jupyterhub.js';
import { startPlane } from './kubernetes-plane.js';
import { launchRows } from './launch-rows.js';
import { DirectLauncher } from './launchers/direct-launcher.js';
import { JupyterHubLauncher } from './launchers/jupyterhub-launcher.js';
import type { Launcher } from './launchers/launcher.js';
import { RenkuSessionsLauncher } from './launchers/renku-sessions-launcher.js';
import { startInOneProcess } from './launchers/start-in-one-process.js';
import { startInProcesses } from './launchers/start-in-processes.js';
import { measureLaunches } from './measure-launches.js';
import { PlanePods } from './plane-pods.js';
import { steadyRows } from './steady-rows.js';

const WARM_UP = 40;
const SMALLER = [20, 100];
const LARGEST = 200;
/** For ten seconds: what two cores carry together with the plane, and what they do not. */
const STEADY = [20, 50];
const STEADY_SECONDS = 10;

/** Launches of the whole product, of JupyterHub with KubeSpawner and of a client alone, in turn on one plane. */
export const burst = async (directory: string): Promise<Measurement[]> => {
  const closing: (() => unknown)[] = [];
  const kept = <T extends { close(): unknown }>(opened: T): T => {
    closing.unshift(() => opened.close());
    return opened;
  };
  try {
    const plane = kept(await startPlane());
    const pods = kept(await PlanePods.of(plane));
    const found = await findJupyterHub();
    const ours = kept(await RenkuSessionsLauncher.start(plane, join(directory, 'one'), startInOneProcess));
    const bound = await DirectLauncher.like(ours, plane, pods);
    const theirs =
      'directory' in found ? kept(await JupyterHubLauncher.start(plane, directory, found.directory)) : undefined;
    const inTurn = await measureInTurn({ pods, ours, theirs, bound });
    const parts = kept(await RenkuSessionsLauncher.start(plane, join(directory, 'parts'), startInProcesses));
    await measureLaunches(parts, pods, { count: WARM_UP });
    const inParts = { ...inTurn.largest, ours: await measureLaunches(parts, pods, { count: LARGEST }) };
    return [
      ...('problem' in found ? [skipped(found.problem)] : []),
      ...inTurn.rows,
      ...launchRows(`${LARGEST} at once, a process each`, inParts),
    ];
  } finally {
    for (const close of closing) await close();
  }
};

interface Measured {
  readonly pods: PlanePods;
  readonly ours: Launcher;
  readonly theirs: Launcher | undefined;
  readonly bound: Launcher;
}

async function measureInTurn({ pods, ours, theirs, bound }: Measured) {
  const all = async (count: number) => ({
    ours: await measureLaunches(ours, pods, { count }),
    theirs: theirs && (await measureLaunches(theirs, pods, { count })),
    bound: await measureLaunches(bound, pods, { count }),
  });
  await all(WARM_UP);
  const rows: Measurement[] = [];
  for (const count of SMALLER) rows.push(...launchRows(`${count} at once`, await all(count)));
  const largest = await all(LARGEST);
  rows.push(...launchRows(`${LARGEST} at once`, largest));
  for (const perSecond of STEADY) {
    const launches = await measureLaunches(ours, pods, { count: perSecond * STEADY_SECONDS, perSecond });
    rows.push(...steadyRows(perSecond, launches));
  }
  return { rows, largest };
}

const skipped = (problem: string): Measurement => ({
  ...{ what: 'JupyterHub with KubeSpawner', goal: '–', measured: `SKIPPED: ${problem}`, met: undefined },
  values: {},
});
