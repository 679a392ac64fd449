import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { Answer, Api, Caller, Operation } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { EnvironmentUseQueries } from '../read/environment-use.queries.js';

const environmentUseView = z
  .object({
    environmentId: z.uuid(),
    sessions: z.int().meta({ description: 'How many sessions have it, in any version, over all projects' }),
  })
  .meta({ id: 'EnvironmentUse' });

@Api('Catalogue')
@Controller('environment-use')
export class EnvironmentUseController {
  constructor(
    private readonly queries: EnvironmentUseQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @Operation({
    id: 'listEnvironmentUse',
    summary: 'By how many sessions each environment of the catalogue is used; admins only',
    description: 'Neither whose sessions nor in which projects. What no session has is not listed.',
    answers: { 200: environmentUseView.array() },
    refusals: ['forbidden'],
  })
  async list(@Caller() caller: Principal): Promise<Answer<z.infer<typeof environmentUseView>[]>> {
    await this.authorizer.allow(caller, 'manage-catalogue');
    const sessions = [...(await this.queries.sessions())];
    return new Answer(sessions.sort().map(([environmentId, count]) => ({ environmentId, sessions: count })));
  }
}
