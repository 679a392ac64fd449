import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { BranchUse } from '#libs/images';
import { READ_MODELS } from '#libs/rest';
import { type SessionDocument, sessionDocuments } from './session.projection.js';

interface OfBranch {
  readonly repositoryId: string;
  /** Undefined: of all. */
  readonly branch?: string;
}

const PAGE = 500;

/** Sessions of all projects, by the branch whose images they use. */
@Injectable()
export class BranchesWithSessions extends BranchUse {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {
    super();
  }

  override async isUsed(repositoryId: string, branch: string): Promise<boolean> {
    return (await this.page({ repositoryId, branch }, undefined, 1)).length > 0;
  }

  override async projectsWith(repositoryId: string): Promise<readonly string[]> {
    const projects = new Set<string>();
    let page: readonly SessionDocument[] = [];
    do {
      page = await this.page({ repositoryId }, page.at(-1)?.sessionId, PAGE);
      for (const { projectId } of page) projects.add(projectId);
    } while (page.length === PAGE);
    return [...projects];
  }

  /** In the order of their ids, those of removed ones left out. */
  async page({ repositoryId, branch }: OfBranch, after: string | undefined, limit: number): Promise<SessionDocument[]> {
    const beyond = after === undefined ? {} : { sessionId: { $gt: after } };
    return this.readModels
      .documents<SessionDocument>(sessionDocuments)
      .find(
        { 'source.repositoryId': repositoryId, ...(branch !== undefined && { 'source.branch': branch }), ...beyond },
        { sort: { sessionId: 1 }, limit },
      );
  }
}
