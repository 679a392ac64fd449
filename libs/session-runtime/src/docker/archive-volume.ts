import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { belowWork } from './below-work.js';
import { readingOptions, stagedAt } from './container-options.js';
import { filterBy } from './filter-by.js';
import { ifFound } from './if-found.js';
import { InstallationScope } from './installation-scope.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';

/**
 * /work of a disk, by a container of its own that is never started: the last session's own one has its storages, too, which are not
 * the disk's. Its image is the one that this one keeps at the engine; where somebody removed it, there is nothing to read with. What a
 * crash leaves of it goes with the disk.
 */
export async function archiveVolume(docker: Docker, diskId: string): Promise<Readable | undefined> {
  const all = { all: true, filters: filterBy('disk', diskId) };
  const containers = await listWhole(() => docker.listContainers(all));
  const last = containers.find(({ Labels }) => readLabels(Labels).kind === 'session');
  const { installation } = readLabels(last?.Labels);
  if (last === undefined || installation === undefined) return undefined;
  const scope = new InstallationScope(installation);
  const work = scope.name('work', diskId);
  // one that is not there would be made
  if ((await ifFound(docker.getVolume(work).inspect())) === undefined) return undefined;
  const options = readingOptions(last.ImageID, work, scope.labels({ kind: 'reading', disk: diskId }));
  const { id } = await docker.createContainer({ name: scope.name('reading', randomUUID()), ...options });
  return readThenRemove(docker.getContainer(id));
}

async function readThenRemove(container: Docker.Container): Promise<Readable> {
  const remove = () => ifFound(container.remove({ force: true, v: true }));
  try {
    const archive = await container.getArchive({ path: stagedAt.work });
    return await belowWork(archive as IncomingMessage, remove); // its type is of streams that cannot be given up
  } catch (error) {
    await remove();
    throw error;
  }
}
