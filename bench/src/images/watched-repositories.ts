import { randomUUID } from 'node:crypto';
import type { EventStore } from '#libs/event-sourcing';
import { repositoryStream } from '#libs/images';
import { repositoryIdOf } from '#libs/projects';
import { appended, configuration } from '../project-story.js';
import type { MemoryCodeHost } from './memory-code-host.js';

export interface WatchedRepository {
  readonly host: MemoryCodeHost;
  readonly path: string;
}

interface Extent {
  readonly projects: number;
  readonly editorsEach: number;
}

const write = (events: EventStore, stream: string, actor: string, said: Parameters<typeof appended>[1]) =>
  events.append(stream, 'no_stream', appended(actor, said));

const repositoryEvents = ({ host, path }: WatchedRepository, projectId: string) => {
  const url = `http://${host.host}/${path}`;
  const repositoryId = repositoryIdOf(url);
  const { commit, image } = host.head(path);
  const environment = { environmentId: randomUUID(), name: 'analysis', keywords: [], image };
  const source = { kind: 'repository', repositoryId, branch: 'main' };
  const session = { projectId, sessionId: randomUUID(), name: 'analysis', environment, source, configuration };
  return {
    stream: repositoryStream(repositoryId),
    available: { type: 'ImageAvailable', data: { repositoryId, url, branch: 'main', commit, image } },
    connected: { type: 'RepositoryConnected', data: { projectId, repositoryId, url, name: path.replaceAll('/', '-') } },
    added: { type: 'EnvironmentAdded', data: session },
  };
};

/** Writes projects with editors, to whom the repositories belong in equal parts, each with a session of its newest image. */
export const watchRepositories = async (
  events: EventStore,
  repositories: readonly WatchedRepository[],
  { projects, editorsEach }: Extent,
): Promise<void> => {
  for (let project = 0; project < projects; project += 1) {
    const [projectId, ownerId] = [randomUUID(), randomUUID()];
    const own = repositories.filter((_, index) => index % projects === project);
    const all = own.map((repository) => repositoryEvents(repository, projectId));
    for (const { stream, available } of all) await write(events, stream, 'system:image-watcher', [available]);
    const editors = Array.from({ length: editorsEach - 1 }, () => ({
      type: 'MemberRoleSet',
      data: { projectId, userId: randomUUID(), role: 'editor' },
    }));
    const created = { type: 'ProjectCreated', data: { projectId, name: 'Images', visibility: 'private', ownerId } };
    await write(events, `project-${projectId}`, ownerId, [
      created,
      ...editors,
      ...all.map(({ connected }) => connected),
    ]);
    await write(
      events,
      `sessions-${projectId}`,
      ownerId,
      all.map(({ added }) => added),
    );
  }
};
