import { Command, type DataOf } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';

export class DisconnectStorage extends Command<{ readonly projectId: string; readonly storageId: string }> {}

/** From the next run on it is not mounted any more; what it holds is not touched. */
export const disconnectStorage = inProject<DataOf<DisconnectStorage>>(({ projectId, storageId }, project) => {
  if (!project.storages.some((storage) => storage.storageId === storageId)) return reject('storage-not-found');
  return [{ type: 'StorageDisconnected', data: { projectId, storageId } }];
});
