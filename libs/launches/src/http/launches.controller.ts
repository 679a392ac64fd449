import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import {
  Answer,
  Caller,
  decodeCursor,
  encodeCursor,
  Id,
  InContext,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { FindRunning } from '../facts/find-running.js';
import type { Launch } from '../launch.js';
import { LaunchQueries } from '../read/launches.queries.js';
import { PauseLaunch } from '../write/pause-launch.js';
import { ResumeLaunch } from '../write/resume-launch.js';
import { StopLaunch } from '../write/stop-launch.js';
import {
  type LaunchView,
  launchQuery,
  launchStepView,
  launchView,
  logsQuery,
  resumeBody,
  stopBody,
  wayInView,
} from './launch.dto.js';
import { SESSION_RUNTIME_VIEW, type SessionRuntimeView, WAY_IN, type WayIn } from './launch.ports.js';
import { answerStep } from './launch-step.js';
import { LaunchViews } from './launch-views.js';

type Step = Answer<z.infer<typeof launchStepView>>;

const stepTaken = { status: 202, description: 'It is under way.', standardSchema: launchStepView };

/** One's own launches: another's, admins included, are 404. */
@ApiTags('Launches')
@ApiBearerAuth()
@Controller('launches')
export class LaunchesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: LaunchQueries,
    private readonly views: LaunchViews,
    private readonly running: FindRunning,
    @Inject(SESSION_RUNTIME_VIEW) private readonly runtime: SessionRuntimeView,
    @Inject(WAY_IN) private readonly wayIn: WayIn,
  ) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: launchView.array() })
  async list(
    @Caller() { userId }: Principal,
    @Query({ schema: launchQuery }) { project, status, limit, cursor }: z.infer<typeof launchQuery>,
  ): Promise<Answer<LaunchView[]>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const found = await this.queries.search({ userId, projectId: project, status, limit, after });
    const last = found.length === limit ? found.at(-1) : undefined;
    const next = last && encodeCursor([last.runAskedAt, last.launchId]);
    return new Answer(await this.views.of(found), { next });
  }

  @Get(':launchId')
  @ApiResponse({ status: 200, standardSchema: launchView })
  async get(@Caller() caller: Principal, @Param('launchId', Id) launchId: string): Promise<Answer<LaunchView>> {
    const [view] = await this.views.of([await this.own(launchId, caller)]);
    return new Answer(view as LaunchView);
  }

  @Post(':launchId/pause')
  @HttpCode(202)
  @ApiResponse(stepTaken)
  async pause(@InContext() context: PersonalContext, @Param('launchId', Id) launchId: string): Promise<Step> {
    return answerStep(await this.commands.execute(new PauseLaunch({ launchId }, context)));
  }

  @Post(':launchId/resume')
  @HttpCode(202)
  @ApiResponse(stepTaken)
  async resume(
    @InContext() context: PersonalContext,
    @Param('launchId', Id) launchId: string,
    @Body({ schema: resumeBody }) { configuration }: z.infer<typeof resumeBody>,
  ): Promise<Step> {
    return answerStep(await this.commands.execute(new ResumeLaunch({ launchId, configuration }, context)));
  }

  @Post(':launchId/stop')
  @HttpCode(202)
  @ApiResponse(stepTaken)
  async stop(
    @InContext() context: PersonalContext,
    @Param('launchId', Id) launchId: string,
    @Body({ schema: stopBody }) { discard }: z.infer<typeof stopBody>,
  ): Promise<Step> {
    return answerStep(await this.commands.execute(new StopLaunch({ launchId, discard }, context)));
  }

  @Post(':launchId/access')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: wayInView })
  async access(
    @Caller() { userId }: Principal,
    @Param('launchId', Id) launchId: string,
  ): Promise<z.infer<typeof wayInView>> {
    return this.wayIn.ticket(await this.running.of(launchId, userId));
  }

  @Get(':launchId/logs')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  async logs(
    @Caller() caller: Principal,
    @Param('launchId', Id) launchId: string,
    @Query({ schema: logsQuery }) { tail }: z.infer<typeof logsQuery>,
  ): Promise<string> {
    await this.own(launchId, caller);
    return this.runtime.logs(launchId, tail);
  }

  private async own(launchId: string, { userId }: Principal): Promise<Launch> {
    const launch = await this.queries.own(launchId, userId);
    if (launch === undefined) throw new ProblemError('launch-not-found');
    return launch;
  }
}
