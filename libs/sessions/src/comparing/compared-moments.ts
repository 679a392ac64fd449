import { Inject, Injectable, Optional } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { type AsOf } from '#libs/event-sourcing';
import { PastProjects } from '#libs/projects';
import { ProblemError } from '#libs/rest';
import { SessionQueries } from '../read/session.queries.js';
import { everySession } from '../sessions.js';
import { type Difference, type ProjectAt, projectDiff } from './project-diff.js';

interface Compared {
  readonly differences: readonly Difference[];
  /** What the ids in them are called, the newer name where it changed; who was erased has none. */
  readonly names: Readonly<Record<string, string>>;
}

const named = ({ project, sessions }: ProjectAt): [string, string][] => [
  ...(project?.repositories ?? []).map(({ repositoryId, name }): [string, string] => [repositoryId, name]),
  ...(project?.storages ?? []).map(({ storageId, name }): [string, string] => [storageId, name]),
  ...[...everySession(sessions)].map(({ sessionId, name }): [string, string] => [sessionId, name]),
];

/** Every text in it, however deep: ids among them. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** A project at two moments, side by side. */
@Injectable()
export class ComparedMoments {
  constructor(
    private readonly projects: PastProjects,
    private readonly sessions: SessionQueries,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: Pick<UserDirectory, 'displayNames'> | undefined,
  ) {}

  /** Before it was created a project has nothing. Throws the problem `project-not-found` where there never was one. */
  async compare(projectId: string, from: AsOf, to: AsOf): Promise<Compared> {
    const moments = [from, to];
    const [projects, sessions] = await Promise.all([
      this.projects.statesAt(projectId, moments),
      this.sessions.statesAt(projectId, moments),
    ]);
    if (projects === undefined) throw new ProblemError('project-not-found');
    const [before, after] = projects.map((project, n) => ({ project, sessions: sessions[n] })) as [
      ProjectAt,
      ProjectAt,
    ];
    const differences = projectDiff(before, after);
    const people = differences.flatMap(({ kind, id }) => (kind === 'member' ? [id] : []));
    const known = (await this.directory?.displayNames(people)) ?? [];
    const mentioned = new Set(textsIn(differences));
    const names = [...named(before), ...named(after)].filter(([id]) => mentioned.has(id));
    return { differences, names: Object.fromEntries([...names, ...known]) };
  }
}
