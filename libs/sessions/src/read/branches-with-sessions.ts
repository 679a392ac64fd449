import { Inject, Injectable } from '@nestjs/common';
import type { Filter, ReadModels } from '#libs/event-sourcing';
import { BranchUse } from '#libs/images';
import { READ_MODELS } from '#libs/rest';
import { type SessionDocument, sessionDocuments } from './session.projection.js';

interface Branch {
  readonly repositoryId: string;
  readonly branch: string;
}

/** Those that come after a project's, so many at most. */
interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

const ofBranch = ({ repositoryId, branch }: Branch): Filter => ({
  'source.repositoryId': repositoryId,
  'source.branch': branch,
});

const beyond = (after: string | undefined): Filter => (after === undefined ? {} : { projectId: { $gt: after } });

/** Sessions of all projects, by the branch whose images they use; those of removed ones left out. */
@Injectable()
export class BranchesWithSessions extends BranchUse {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {
    super();
  }

  override async branchesInUse(repositoryId: string): Promise<readonly string[]> {
    const counted = await this.#documents.countBy({ 'source.repositoryId': repositoryId }, ['source.branch']);
    return counted.map(({ values }) => String(values[0]));
  }

  override async projectsWith(repositoryId: string, { after, limit }: Page): Promise<readonly string[]> {
    const sort = { projectId: 1, sessionId: 1 } as const;
    const found = await this.#documents.find(
      { 'source.repositoryId': repositoryId, ...beyond(after) },
      { sort, limit },
    );
    return [...new Set(found.map(({ projectId }) => projectId))];
  }

  /** Project by project, in the order of their ids. */
  page(branch: Branch, { after, limit }: Page): Promise<SessionDocument[]> {
    return this.#documents.find(
      { ...ofBranch(branch), ...beyond(after) },
      { sort: { projectId: 1, sessionId: 1 }, limit },
    );
  }

  /** Of these projects, those that are pinned to another image than this one. */
  withOtherImage(
    { digest, ...branch }: Branch & { readonly digest: string },
    projectIds: readonly string[],
    limit: number,
  ): Promise<SessionDocument[]> {
    return this.#documents.find(
      { ...ofBranch(branch), projectId: { $in: projectIds }, 'environment.image.digest': { $ne: digest } },
      { sort: { projectId: 1, sessionId: 1 }, limit },
    );
  }

  get #documents() {
    return this.readModels.documents<SessionDocument>(sessionDocuments);
  }
}
