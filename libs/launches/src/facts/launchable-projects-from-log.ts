import type { StreamReader } from '#libs/event-sourcing';
import { overrideImageRun } from '#libs/image-registry';
import { existingProject, type Project, project, projectAccess, projectStream } from '#libs/projects';
import { type Configuration, type Selection, type Session, sessionOf, sessions, sessionsStream } from '#libs/sessions';
import type { LaunchConfiguration } from '../launch.events.js';
import type { LaunchableProject, LaunchableProjects } from './launchable-project.js';

/** `all` includes what is connected by now; what was chosen and is connected no more is left out. */
const selected = <T>(all: readonly T[], selection: Selection, idOf: (item: T) => string): T[] =>
  all.filter((item) => selection === 'all' || selection.includes(idOf(item)));

const builtFrom = ({ source }: Session): Pick<LaunchConfiguration, 'builtFrom'> =>
  source.kind === 'repository' ? { builtFrom: { repositoryId: source.repositoryId, branch: source.branch } } : {};

const repositoriesOf = (
  { repositories, commits = {} }: Configuration,
  of: Project,
): LaunchConfiguration['repositories'] =>
  selected(of.repositories, repositories, ({ repositoryId }) => repositoryId).map((repository) => {
    const commit = commits[repository.repositoryId];
    return commit === undefined ? repository : { ...repository, commit };
  });

const resolve = (session: Session, of: Project): LaunchConfiguration => {
  const { environment, configuration } = session;
  const { environmentId, name, description, keywords, image } = environment;
  const run = overrideImageRun(environment.run, configuration.run);
  return {
    environment: {
      environmentId,
      name,
      description,
      keywords: [...keywords],
      ...(Object.keys(run).length > 0 && { run }),
    },
    image: { ...image },
    ...builtFrom(session),
    resources: { ...configuration.resources },
    repositories: repositoriesOf(configuration, of),
    storages: selected(of.storages, configuration.storages, ({ storageId }) => storageId),
  };
};

/** As a project's and its sessions' streams say: what launches are decided and kept by. */
export class LaunchableProjectsFromLog implements LaunchableProjects {
  constructor(private readonly streams: StreamReader) {}

  async of(projectId: string): Promise<LaunchableProject | undefined> {
    const [{ state: found }, { state: all }] = await Promise.all([
      this.streams.of(projectStream(projectId), project),
      this.streams.of(sessionsStream(projectId), sessions),
    ]);
    const existing = existingProject(found);
    const access = projectAccess(existing);
    if (existing === undefined || access === undefined) return undefined;
    return {
      access,
      name: existing.name,
      nameOf: (sessionId) => sessionOf(all, sessionId)?.name,
      session: (sessionId) => {
        const session = sessionOf(all, sessionId);
        return session && resolve(session, existing);
      },
    };
  }
}
