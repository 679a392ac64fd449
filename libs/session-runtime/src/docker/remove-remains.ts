import type { DockerInstallation } from './docker-installation.js';
import type { RunObjects } from './run-objects.js';

interface RemovalParts {
  /** Does this while no run of the launch is begun in this process. */
  readonly withoutStarts: (launchId: string, work: () => Promise<void>) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * What a crash, or a worker that was overtaken, left of runs that do not exist any more. Their ended containers stay for what they
 * printed. One thing that cannot be removed keeps nothing else: engines have few networks.
 */
export async function removeRemains(
  here: DockerInstallation,
  runs: readonly RunObjects[],
  { withoutStarts, onError }: RemovalParts,
): Promise<void> {
  for (const run of runs) if (run.notes.run === undefined) await removeOf(here, run).catch(onError);
  for (const launchId of await here.containers.networked()) {
    const its = runs.filter(({ key }) => key.launchId === launchId);
    if (!isWanted(its)) await withoutStarts(launchId, () => removeNetwork(here, launchId)).catch(onError);
  }
}

async function removeOf(here: DockerInstallation, { key, notes, container }: RunObjects): Promise<void> {
  for (const kind of ['ready', 'failed', 'ending'] as const) if (notes[kind]) await here.notes.forget(kind, key);
  if (container !== undefined && container.state !== 'ended') await here.containers.remove(container.id);
}

async function removeNetwork(here: DockerInstallation, launchId: string): Promise<void> {
  const runs = await here.runs(launchId); // a run may have begun since they were looked at
  if (isWanted(runs)) return;
  const containers = runs.flatMap(({ container }) => (container === undefined ? [] : [container.id]));
  await here.containers.removeNetwork(launchId, containers);
}

function isWanted(runs: readonly RunObjects[]): boolean {
  return runs.some(({ notes }) => notes.run !== undefined);
}
