import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { ProjectQueries } from '#libs/projects';
import { Answer, Api, Caller, decodeCursor, encodeCursor, Operation, pageQuery } from '#libs/rest';
import { SessionQueries } from '../read/session.queries.js';
import { standing } from '../read/session-order.js';
import { namePrefix } from './sessions-query.dto.js';

/** Of somebody who is a member of more, the first ones by name are searched. */
const MOST_PROJECTS = 1_000;

const foundSessionsQuery = z.strictObject({
  ...pageQuery,
  query: namePrefix.min(1).meta({ description: 'What their names begin with; capitals do not matter' }),
});

const foundSessionView = z
  .object({ sessionId: z.uuid(), name: z.string(), projectId: z.uuid(), projectName: z.string() })
  .meta({ id: 'FoundSession' });

@Api('Sessions')
@Controller('sessions')
export class FoundSessionsController {
  constructor(
    private readonly sessions: SessionQueries,
    private readonly projects: ProjectQueries,
  ) {}

  @Get()
  @Operation({
    id: 'findSessions',
    summary: 'Sessions of all your projects, found by how their names begin; by name',
    description: `Of somebody with more than ${MOST_PROJECTS} projects, the first ${MOST_PROJECTS} by name are searched.`,
    answers: { 200: foundSessionView.array() },
    refusals: ['invalid-cursor'],
  })
  async find(
    @Caller() { userId }: Principal,
    @Query({ schema: foundSessionsQuery }) { query, limit, cursor }: z.infer<typeof foundSessionsQuery>,
  ): Promise<Answer<z.infer<typeof foundSessionView>[]>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const own = await this.projects.ofMember(userId, { limit: MOST_PROJECTS });
    const names = new Map(own.map(({ projectId, name }) => [projectId, name]));
    const found = await this.sessions.page({ projectIds: [...names.keys()], query }, { order: 'name', after, limit });
    const last = found.length === limit ? found.at(-1) : undefined;
    const views = found.map(({ sessionId, name, projectId }) => ({
      ...{ sessionId, name, projectId },
      projectName: names.get(projectId) ?? '',
    }));
    return new Answer(views, { next: last && encodeCursor(standing('name', last)) });
  }
}
