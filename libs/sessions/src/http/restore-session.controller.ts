import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Answer, Api, done, Id, InContext, inProject, Operation, type PersonalContext } from '#libs/rest';
import { sessionsProblems } from '../sessions.rejections.js';
import { RestoreSession } from '../write/restore-session.js';

@Api('Sessions')
@Controller('projects/:projectId/sessions/:sessionId/restore')
export class RestoreSessionController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(204)
  @Operation({
    id: 'restoreSession',
    summary: 'Put back a session that was removed lately, as it was',
    description: 'With its id, its configuration and its users’ files; runs that were stopped stay so.',
    answers: { 204: 'nothing' },
    refusals: [...inProject, sessionsProblems['session-not-found']],
  })
  async restore(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('sessionId', Id) sessionId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new RestoreSession({ projectId, sessionId }, context)));
  }
}
