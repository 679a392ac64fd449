import { Command, type DataOf } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { parseRepositoryUrl } from '../repository-url.js';
import { refuseDirectory } from '../work-directory.js';
import { inProject } from './in-project.js';

export class ConnectRepository extends Command<{
  readonly projectId: string;
  readonly url: string;
  /** Directory under /work; absent: the URL's last segment. */
  readonly name?: string | undefined;
}> {}

/** Pitch: "The repositories and external storage sources are provisioned as sub-directories". Refusals: rule 7. */
export const connectRepository = inProject<DataOf<ConnectRepository>>((command, project) => {
  const address = parseRepositoryUrl(command.url);
  if ('refused' in address) {
    const detail = address.refused;
    return reject('invalid-repository-url', detail, { errors: [{ pointer: '/url', detail }] });
  }
  const { projectId, name = address.lastSegment } = command;
  const { repositoryId, url } = address;
  const known = project.repositories.find((repository) => repository.repositoryId === repositoryId);
  if (known !== undefined)
    return reject('already-connected', `It is at /work/${known.name}.`, { repositoryId: known.repositoryId });
  return (
    refuseDirectory(name, project) ?? [{ type: 'RepositoryConnected', data: { projectId, repositoryId, url, name } }]
  );
});
