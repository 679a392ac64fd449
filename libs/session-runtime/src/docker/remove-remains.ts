import type { DockerInstallation } from './docker-installation.js';
import type { RunObjects } from './run-objects.js';

/** What a crash left of runs that do not exist any more. Their ended containers stay for what they printed. */
export async function removeRemains(here: DockerInstallation, runs: readonly RunObjects[]): Promise<void> {
  for (const { key, notes, container } of runs) {
    if (notes.run !== undefined) continue;
    for (const kind of ['ready', 'failed', 'ending'] as const) if (notes[kind]) await here.notes.forget(kind, key);
    if (container !== undefined && container.state !== 'ended') await here.containers.remove(container.id);
  }
}
