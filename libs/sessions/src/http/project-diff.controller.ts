import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { PastProjects, projectProblems } from '#libs/projects';
import { Answer, Api, Caller, Id, inProject, Operation, RateLimit } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { ComparedMoments } from '../comparing/compared-moments.js';
import { projectDiffQuery, projectDiffView } from './project-diff.dto.js';

const COMPARISONS_A_MINUTE = 30;

@Api('History')
@Controller('projects/:projectId/diff')
export class ProjectDiffController {
  private readonly limit = new RateLimit({ name: 'comparisons', limit: COMPARISONS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly past: PastProjects,
    private readonly moments: ComparedMoments,
  ) {}

  @Get()
  @Operation({
    id: 'compareMoments',
    summary: 'Two moments of a project, side by side: what was added, removed and changed; owners and auditors',
    answers: { 200: projectDiffView },
    refusals: [...inProject, 'too-many-requests', projectProblems['invalid-at']],
  })
  async compare(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: projectDiffQuery }) { from, to }: z.infer<typeof projectDiffQuery>,
  ): Promise<Answer<z.infer<typeof projectDiffView>>> {
    await this.authorizer.allow(caller, 'read-history', projectId);
    const rateLimit = this.limit.take(caller.userId);
    const [before, after] = await Promise.all([
      this.past.moment('from', from),
      to === undefined ? { time: Number.POSITIVE_INFINITY } : this.past.moment('to', to),
    ]);
    return new Answer(projectDiffView.parse(await this.moments.compare(projectId, before, after)), { rateLimit });
  }
}
