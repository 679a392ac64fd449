import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { StreamStates } from '#libs/event-sourcing';
import { ProjectQueries, projectProblems } from '#libs/projects';
import { Answer, Api, Caller, decodeCursor, encodeCursor, Id, inProject, Operation, ProblemError } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { imagesProblems } from '../images.rejections.js';
import { PersonalLook } from '../looking/personal-look.js';
import type { LookedAt } from '../looking/repository-look.js';
import { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import { repositoryImages, repositoryStream } from '../repository-images.js';
import { branchViews } from './branch-views.js';
import {
  type BranchView,
  type BuiltImageView,
  branchesQuery,
  branchView,
  builtImagesQuery,
  builtImageView,
  toBuiltImageView,
} from './repository-images.dto.js';

const refusals = [
  ...inProject,
  projectProblems['repository-not-found'],
  imagesProblems['unknown-code-host'],
  imagesProblems['repository-unreadable'],
  imagesProblems['code-host-unreachable'],
  'too-many-requests',
] as const;

const revisionIn = (cursor: string): number => {
  const revision = Number(decodeCursor(cursor, 1)[0]);
  if (!Number.isSafeInteger(revision)) throw new ProblemError('invalid-cursor');
  return revision;
};

@Api('Projects')
@Controller('projects/:projectId/repositories/:repositoryId')
export class RepositoryImagesController {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly projects: ProjectQueries,
    private readonly look: PersonalLook,
    private readonly queries: RepositoryImagesQueries,
    private readonly streams: StreamStates,
  ) {}

  @Get('images')
  @Operation({
    id: 'listRepositoryImages',
    summary:
      'The images that the pipelines of a repository built, the newest first, for whoever may read the repository',
    answers: { 200: builtImageView.array() },
    refusals: [...refusals, 'invalid-cursor'],
  })
  async images(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Param('repositoryId', Id) repositoryId: string,
    @Query({ schema: builtImagesQuery }) { branch, cursor, limit }: z.infer<typeof builtImagesQuery>,
  ): Promise<Answer<BuiltImageView[]>> {
    const repository = await this.repository(caller, projectId, repositoryId);
    const { rateLimit } = await this.look.at(caller, repository, 'default');
    const before = cursor === undefined ? undefined : revisionIn(cursor);
    const found = await this.queries.built(repositoryId, { branch, before, limit });
    const last = found.length === limit ? found.at(-1) : undefined;
    const next = last && encodeCursor([String(last.revision)]);
    return new Answer(found.map(toBuiltImageView), { next, rateLimit });
  }

  @Get('branches')
  @Operation({
    id: 'listBranches',
    summary: 'The branches of a repository, and the newest image of each, for whoever may read the repository',
    answers: { 200: branchView.array() },
    refusals,
  })
  async branches(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Param('repositoryId', Id) repositoryId: string,
    @Query({ schema: branchesQuery }) { branch }: z.infer<typeof branchesQuery>,
  ): Promise<Answer<BranchView[]>> {
    const repository = await this.repository(caller, projectId, repositoryId);
    const look = await this.look.at(caller, repository, branch === undefined ? 'default' : [branch]);
    const { state } = await this.streams.of(repositoryStream(repositoryId), repositoryImages);
    return new Answer(branchViews(look, state), { rateLimit: look.rateLimit });
  }

  private async repository(caller: Principal, projectId: string, repositoryId: string): Promise<LookedAt> {
    await this.authorizer.allow(caller, 'read-project', projectId);
    const project = await this.projects.project(projectId);
    const found = project?.repositories.find((one) => one.repositoryId === repositoryId);
    if (found === undefined) throw new ProblemError(projectProblems['repository-not-found']);
    return found;
  }
}
