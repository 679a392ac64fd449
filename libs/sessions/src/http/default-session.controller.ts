import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Answer, Api, done, Id, InContext, inProject, Operation, type PersonalContext } from '#libs/rest';
import { sessionsProblems } from '../sessions.rejections.js';
import { ChooseDefaultSession } from '../write/choose-default-session.js';
import { defaultSessionBody } from './session.dto.js';

@Api('Sessions')
@Controller('projects/:projectId/default-session')
export class DefaultSessionController {
  constructor(private readonly commands: CommandBus) {}

  @Put()
  @HttpCode(204)
  @Operation({
    id: 'chooseDefaultSession',
    summary: 'Choose the session that one click starts',
    answers: { 204: 'nothing' },
    refusals: [...inProject, sessionsProblems['session-not-found']],
  })
  async choose(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Body({ schema: defaultSessionBody }) { sessionId }: z.infer<typeof defaultSessionBody>,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new ChooseDefaultSession({ projectId, sessionId }, context)));
  }
}
