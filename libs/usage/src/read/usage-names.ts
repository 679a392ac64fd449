import { Inject, Injectable } from '@nestjs/common';
import { mayGlobally, mayInProject, type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { ProjectQueries, projectAccess } from '#libs/projects';

interface Named {
  readonly userId?: string | undefined;
  readonly projectId?: string | undefined;
}

const idsIn = (all: readonly Named[], key: keyof Named): string[] => [
  ...new Set(all.map((one) => one[key]).filter((id) => id !== undefined)),
];

/** What the ids of an answer are called: people whom it tells of, and of projects those that its reader may see. */
@Injectable()
export class UsageNames {
  constructor(
    private readonly projects: ProjectQueries,
    @Inject(USER_DIRECTORY) private readonly directory: Pick<UserDirectory, 'displayNames'>,
  ) {}

  /** By id; whoever was erased, and a project that was deleted, has none. */
  async of(reader: Principal, all: readonly Named[]): Promise<Readonly<Record<string, string>>> {
    const [people, projects] = await Promise.all([
      this.directory.displayNames(idsIn(all, 'userId')),
      this.projects.withIds(idsIn(all, 'projectId')),
    ]);
    const seesAll = mayGlobally(reader, 'list-every-project') === 'allowed';
    const seen = [...projects.values()].filter(
      (project) => seesAll || mayInProject(reader, 'read-project', projectAccess(project)) === 'allowed',
    );
    return Object.fromEntries([...people, ...seen.map(({ projectId, name }) => [projectId, name] as const)]);
  }
}
