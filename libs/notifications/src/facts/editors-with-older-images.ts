import { Inject, Injectable } from '@nestjs/common';
import { NotYetError, type ReadModels } from '#libs/event-sourcing';
import { newestOf, RepositoryImagesQueries } from '#libs/images';
import { ProjectQueries } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { BranchesWithSessions } from '#libs/sessions';
import type { ImageNews, SessionEditor } from '../automation/when-image-available-then-notify.js';

type Image = Parameters<ImageNews['concerned']>[0];
type OfProject = Pick<SessionEditor, 'projectId' | 'sessionId'>;

const PATIENCE_MS = 5_000;
const PAGE = 200;

/** The editors of projects whose sessions are pinned to an older image of a branch, as the read models say once they know the image. */
@Injectable()
export class EditorsWithOlderImages implements ImageNews {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    private readonly images: RepositoryImagesQueries,
    private readonly sessions: BranchesWithSessions,
    private readonly projects: ProjectQueries,
  ) {}

  async concerned(image: Image): Promise<readonly SessionEditor[]> {
    if (!(await this.readModels.waitFor(image.position, PATIENCE_MS)))
      throw new NotYetError(`the read models have not come to position ${image.position}`);
    const { repositoryId, branch, revision } = image;
    const repository = (await this.images.of([repositoryId])).get(repositoryId);
    if (newestOf(repository, branch)?.revision !== Number(revision)) return [];
    return this.editorsOf(await this.withOlder(image));
  }

  private async withOlder(image: Image): Promise<readonly OfProject[]> {
    const older: OfProject[] = [];
    for (let after: string | undefined; ; ) {
      const page = await this.sessions.page(image, after, PAGE);
      older.push(...page.filter(({ environment }) => environment.image.digest !== image.digest));
      after = page.at(-1)?.sessionId;
      if (page.length < PAGE) return older.map(({ projectId, sessionId }) => ({ projectId, sessionId }));
    }
  }

  private async editorsOf(sessions: readonly OfProject[]): Promise<readonly SessionEditor[]> {
    const editors = new Map<string, readonly string[]>();
    for (const { projectId } of sessions)
      if (!editors.has(projectId)) editors.set(projectId, await this.editorsIn(projectId));
    return sessions.flatMap((session) =>
      (editors.get(session.projectId) ?? []).map((userId) => ({ ...session, userId })),
    );
  }

  private async editorsIn(projectId: string): Promise<readonly string[]> {
    const members = (await this.projects.project(projectId))?.members ?? [];
    return members.filter(({ role }) => role !== 'viewer').map(({ userId }) => userId);
  }
}
