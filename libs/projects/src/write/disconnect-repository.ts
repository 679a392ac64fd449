import { Command, type DataOf } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';

export class DisconnectRepository extends Command<{ readonly projectId: string; readonly repositoryId: string }> {}

/** From the next run on it is not mounted any more; what users have in their own /work stays. */
export const disconnectRepository = inProject<DataOf<DisconnectRepository>>(({ projectId, repositoryId }, project) => {
  if (!project.repositories.some((repository) => repository.repositoryId === repositoryId))
    return reject('repository-not-found');
  return [{ type: 'RepositoryDisconnected', data: { projectId, repositoryId } }];
});
