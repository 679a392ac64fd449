import type { RunSpec } from '#libs/session-runtime';
import type { Launch } from '../../launch.js';

/** What the runtime is to make real: the run that the launch wants now. */
export const runSpecOf = (
  { launchId, run, diskId, disks, projectId, sessionId, userId, configuration }: Launch,
  { installation, epoch }: { readonly installation: string; readonly epoch: bigint },
): RunSpec => ({
  ...{ launchId, run, diskId, epoch },
  filesOfRun: disks.find((disk) => disk.diskId === diskId)?.filesOfRun,
  labels: { installation, projectId, sessionId, userId },
  image: { ...configuration.image, ...(configuration.builtFrom && { isBuilt: true }) },
  imageRun: configuration.environment.run ?? {},
  repositories: configuration.repositories.map(({ name, url, commit }) => ({ name, url, commit })),
  storages: configuration.storages.map(({ name, source, readOnly }) => ({ name, source, readOnly })),
  resources: configuration.resources,
  placement: configuration.placement,
});
