import type { Measurement } from '../measurement.js';
import { findJupyterHub } from './find-jupyterhub.js';
import { startPlane } from './kubernetes-plane.js';
import { launchRows } from './launch-rows.js';
import { DirectLauncher } from './launchers/direct-launcher.js';
import { JupyterHubLauncher } from './launchers/jupyterhub-launcher.js';
import type { Launcher } from './launchers/launcher.js';
import { RenkuSessionsLauncher } from './launchers/renku-sessions-launcher.js';
import { measureLaunches } from './measure-launches.js';
import { PlanePods } from './plane-pods.js';
import { steadyRows } from './steady-rows.js';

const WARM_UP = 40;
const SIZES = [20, 100, 200];
const STEADY = { count: 200, perSecond: 50 };

interface Measured {
  readonly pods: PlanePods;
  readonly ours: Launcher;
  readonly theirs: Launcher | undefined;
  readonly bound: Launcher;
}

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
    const theirs =
      'directory' in found ? kept(await JupyterHubLauncher.start(plane, directory, found.directory)) : undefined;
    const ours = kept(await RenkuSessionsLauncher.start(plane, directory));
    const bound = await DirectLauncher.like(ours, plane, pods);
    const measured = await measureAll({ pods, ours, theirs, bound });
    return 'problem' in found ? [skipped(found.problem), ...measured] : measured;
  } finally {
    for (const close of closing) await close();
  }
};

async function measureAll({ pods, ours, theirs, bound }: Measured): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for (const count of [WARM_UP, ...SIZES]) {
    const launches = {
      ours: await measureLaunches(ours, pods, { count }),
      theirs: theirs && (await measureLaunches(theirs, pods, { count })),
      bound: await measureLaunches(bound, pods, { count }),
    };
    if (count !== WARM_UP) rows.push(...launchRows(count, launches));
  }
  return [...rows, ...steadyRows(STEADY.perSecond, await measureLaunches(ours, pods, STEADY))];
}

const skipped = (problem: string): Measurement => ({
  ...{ what: 'JupyterHub with KubeSpawner', goal: '–', measured: `SKIPPED: ${problem}`, met: undefined },
  values: {},
});
