import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Answer, Api, Id, InContext, inProject, Operation, type PersonalContext } from '#libs/rest';
import { FindPlace } from '../facts/find-place.js';
import { launchProblems } from '../launch.rejections.js';
import { launchStepView } from './launch.dto.js';
import { answerStep } from './launch-step.js';

type Step = Answer<z.infer<typeof launchStepView>>;

/** Pitch: one click starts the default session. */
@Api('Launches')
@Controller('projects/:projectId')
export class LaunchingController {
  constructor(
    private readonly commands: CommandBus,
    private readonly places: FindPlace,
  ) {}

  @Post('sessions/:sessionId/launch')
  @HttpCode(202)
  @Operation({
    id: 'launchSession',
    summary: 'Make a session run for you: a new run, or the paused one resumed',
    answers: { 200: launchStepView, 202: launchStepView },
    refusals: [
      ...inProject,
      launchProblems['session-not-found'],
      launchProblems['environment-in-use'],
      launchProblems['no-resource-class'],
      launchProblems['launch-busy'],
    ],
  })
  async launch(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('sessionId', Id) sessionId: string,
  ): Promise<Step> {
    return this.launchAt(context, projectId, sessionId);
  }

  @Post('launch')
  @HttpCode(202)
  @Operation({
    id: 'launchDefaultSession',
    summary: 'Make the project’s default session run for you',
    answers: { 200: launchStepView, 202: launchStepView },
    refusals: [
      'project-not-found',
      'forbidden',
      launchProblems['session-not-found'],
      launchProblems['no-session'],
      launchProblems['environment-in-use'],
      launchProblems['no-resource-class'],
      launchProblems['launch-busy'],
    ],
  })
  async launchDefault(@InContext() context: PersonalContext, @Param('projectId', Id) projectId: string): Promise<Step> {
    return this.launchAt(context, projectId, undefined);
  }

  private async launchAt(context: PersonalContext, projectId: string, sessionId: string | undefined): Promise<Step> {
    return answerStep(await this.commands.execute(await this.places.of(context, projectId, sessionId)));
  }
}
