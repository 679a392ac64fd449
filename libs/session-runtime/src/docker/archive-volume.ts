import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { belowWork } from './below-work.js';
import { readingOptions, stagedAt } from './container-options.js';
import { createContainer } from './create-container.js';
import { filterBy } from './filter-by.js';
import { ifFound } from './if-found.js';
import { InstallationScope } from './installation-scope.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';

/**
 * /work of a disk, by a container of its own that is never started: the last session's own one has its storages, too, which are not
 * the disk's. What a crash leaves of it goes with the disk. Undefined where there is no disk, or no image at all to read with.
 */
export async function archiveVolume(docker: Docker, diskId: string): Promise<Readable | undefined> {
  const filters = filterBy('disk', diskId);
  const { Volumes } = await listWhole(() => docker.listVolumes({ filters }));
  const work = Volumes.find(({ Labels }) => readLabels(Labels).kind === 'work');
  const { installation } = readLabels(work?.Labels);
  if (work === undefined || installation === undefined) return undefined;
  const scope = new InstallationScope(installation);
  const labels = scope.labels({ kind: 'reading', disk: diskId });
  for await (const image of imagesFor(docker, filters)) {
    const name = scope.name('reading', randomUUID());
    const made = createContainer(docker, { name, ...readingOptions(image, work.Name, labels) });
    const container = await ifFound(made);
    if (container !== undefined) return readThenRemove(container);
  }
  return undefined;
}

/** The last session's own is there as long as nobody removes it by force; whatever image holds the volume, nothing of it is run. */
async function* imagesFor(docker: Docker, filters: { label: string[] }): AsyncGenerator<string> {
  const containers = await listWhole(() => docker.listContainers({ all: true, filters }));
  for (const { Labels, ImageID } of containers) if (readLabels(Labels).kind === 'session') yield ImageID;
  for (const { Id } of await listWhole(() => docker.listImages())) yield Id;
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
