import { Inject, Injectable } from '@nestjs/common';
import { NotYetError, type ReadModels } from '#libs/event-sourcing';
import { newestOf, RepositoryImagesQueries } from '#libs/images';
import { type Project, ProjectQueries } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { BranchesWithSessions, SessionQueries } from '#libs/sessions';
import type {
  BranchUsers,
  PartOfProjects,
  ProjectOfBranch,
  ToldImage,
} from '../automation/when-image-available-then-notify.js';

const PATIENCE_MS = 5_000;
/** Sessions that are read at once. */
const MOST_SESSIONS = 200;
/** People of one part; a project that has more by itself is one. */
const MOST_EDITORS = 500;

const editorsIn = (project: Project | undefined): readonly string[] =>
  (project?.members ?? []).filter(({ role }) => role !== 'viewer').map(({ userId }) => userId);

/** As many as have no more editors than one part may have, and at least one. */
const firstOf = (projects: readonly ProjectOfBranch[]): readonly ProjectOfBranch[] => {
  let people = 0;
  const beyond = projects.findIndex(({ editors }, index) => {
    people += editors.length;
    return index > 0 && people > MOST_EDITORS;
  });
  return beyond === -1 ? projects : projects.slice(0, beyond);
};

const olderAmong = (sessions: readonly { readonly sessionId: string }[]): ProjectOfBranch['older'] => {
  const [first] = sessions;
  return first && { sessionId: first.sessionId, sessionCount: sessions.length };
};

/** As the read models say, once they know what is told. */
@Injectable()
export class ProjectsOfBranch implements BranchUsers {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    private readonly images: RepositoryImagesQueries,
    private readonly branches: BranchesWithSessions,
    private readonly sessions: SessionQueries,
    private readonly projects: ProjectQueries,
  ) {}

  async some(
    image: ToldImage,
    { after, position }: { readonly after?: string | undefined; readonly position: bigint },
  ): Promise<PartOfProjects> {
    await this.waitFor(position);
    if ((await this.newest(image))?.revision !== image.imageRevision) return { projects: [] };
    const found = await this.branches.page(image, { after, limit: MOST_SESSIONS });
    const ids = [...new Set(found.map(({ projectId }) => projectId))];
    const isAll = found.length < MOST_SESSIONS;
    // the last one may have more sessions than were read
    const whole = isAll || ids.length === 1 ? ids : ids.slice(0, -1);
    const all = await this.withEditors(whole, image);
    const projects = firstOf(all);
    const isLast = isAll && projects.length === all.length;
    return { projects, upTo: isLast ? undefined : projects.at(-1)?.projectId };
  }

  async ofSession(
    { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
    position: bigint,
  ) {
    await this.waitFor(position);
    const source = (await this.sessions.session(projectId, sessionId))?.source;
    if (source?.kind !== 'repository') return undefined;
    const newest = await this.newest(source);
    if (newest === undefined) return undefined;
    const [project] = await this.withEditors([projectId], { ...source, digest: newest.image.digest });
    return project && { ...project, repositoryId: source.repositoryId, branch: source.branch };
  }

  private async withEditors(
    projectIds: readonly string[],
    image: Pick<ToldImage, 'repositoryId' | 'branch' | 'digest'>,
  ): Promise<readonly ProjectOfBranch[]> {
    const projects = await this.projects.withIds(projectIds);
    const older = await this.branches.withOtherImage(image, projectIds, MOST_SESSIONS);
    return projectIds.map((projectId) => ({
      projectId,
      editors: editorsIn(projects.get(projectId)),
      older: olderAmong(older.filter((session) => session.projectId === projectId)),
    }));
  }

  private async newest({ repositoryId, branch }: { readonly repositoryId: string; readonly branch: string }) {
    return newestOf((await this.images.of([repositoryId])).get(repositoryId), branch);
  }

  private async waitFor(position: bigint): Promise<void> {
    if (!(await this.readModels.waitFor(position, PATIENCE_MS)))
      throw new NotYetError(`the read models have not come to position ${position}`);
  }
}
