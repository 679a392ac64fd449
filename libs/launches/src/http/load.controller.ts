import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { Answer, Api, Caller, Operation } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { LoadQueries } from '../read/load.queries.js';

const counts = {
  running: z.int(),
  starting: z.int(),
  waiting: z.int().meta({ description: 'For a place among those that their user may have at a time, or for room' }),
  ending: z.int().meta({ description: 'Are being paused or stopped' }),
};

const loadView = z
  .object({
    total: z.object(counts),
    classes: z.array(
      z.object({
        resourceClass: z
          .object({ resourceClassId: z.uuid(), name: z.string(), offered: z.boolean() })
          .optional()
          .meta({ description: 'Absent: launched while no class was offered. `offered`: it was not archived since' }),
        ...counts,
      }),
    ),
  })
  .meta({ id: 'Load', description: 'Numbers of sessions' });

@Api('Load')
@Controller('load')
export class LoadController {
  constructor(
    private readonly queries: LoadQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @Operation({
    id: 'readLoad',
    summary: 'How many sessions run, start, wait and end now, by resource class and in all; admins only',
    description: 'Neither whose they are nor of which projects: that is nobody’s to see but their users’.',
    answers: { 200: loadView },
    refusals: ['forbidden'],
  })
  async load(@Caller() caller: Principal): Promise<Answer<z.infer<typeof loadView>>> {
    await this.authorizer.allow(caller, 'read-load');
    return new Answer(loadView.parse(await this.queries.now()));
  }
}
