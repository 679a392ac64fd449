import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { credentialOf, type Principal } from '#libs/access';
import {
  Answer,
  Api,
  Caller,
  Documented,
  decodeCursor,
  encodeCursor,
  Id,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { FindRunning } from '../facts/find-running.js';
import type { Launch } from '../launch.js';
import { launchProblems } from '../launch.rejections.js';
import { LaunchQueries } from '../read/launches.queries.js';
import { KeepRunning } from '../write/keep-running.js';
import { PauseLaunch } from '../write/pause-launch.js';
import { ResumeLaunch } from '../write/resume-launch.js';
import { StopLaunch } from '../write/stop-launch.js';
import {
  type LaunchView,
  launchQuery,
  launchStepView,
  launchView,
  logsQuery,
  openBody,
  resumeBody,
  stopBody,
  ticketView,
} from './launch.dto.js';
import { SESSION_RUNTIME_READER, SESSION_TICKETS, type SessionTickets } from './launch.ports.js';
import { answerStep } from './launch-step.js';
import { LaunchViews } from './launch-views.js';

type Step = Answer<z.infer<typeof launchStepView>>;

const step = { 200: launchStepView, 202: launchStepView };

/** One's own launches: another's, admins included, are 404. */
@Api('Launches')
@Controller('launches')
export class LaunchesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: LaunchQueries,
    private readonly views: LaunchViews,
    private readonly running: FindRunning,
    @Inject(SESSION_RUNTIME_READER) private readonly runtime: SessionRuntimeReader,
    @Inject(SESSION_TICKETS) private readonly tickets: SessionTickets,
  ) {}

  @Get()
  @Operation({
    id: 'listLaunches',
    summary: 'Your launches, the newest first',
    answers: { 200: launchView.array() },
    refusals: ['invalid-cursor'],
  })
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
  @Operation({
    id: 'getLaunch',
    summary: 'A launch of yours',
    answers: { 200: launchView },
    refusals: [launchProblems['launch-not-found']],
  })
  async get(@Caller() caller: Principal, @Param('launchId', Id) launchId: string): Promise<Answer<LaunchView>> {
    const [view] = await this.views.of([await this.own(launchId, caller)]);
    return new Answer(view as LaunchView);
  }

  @Post(':launchId/pause')
  @HttpCode(202)
  @Operation({
    id: 'pauseLaunch',
    summary: 'Pause: end the run, keep its disk',
    answers: step,
    refusals: [launchProblems['launch-not-found'], launchProblems['not-running'], launchProblems['launch-busy']],
  })
  async pause(@InContext() context: PersonalContext, @Param('launchId', Id) launchId: string): Promise<Step> {
    return answerStep(await this.commands.execute(new PauseLaunch({ launchId }, context)));
  }

  @Post(':launchId/resume')
  @HttpCode(202)
  @Operation({
    id: 'resumeLaunch',
    summary: 'Resume on the same disk',
    answers: step,
    refusals: [
      launchProblems['launch-not-found'],
      launchProblems['session-not-found'],
      launchProblems['not-paused'],
      launchProblems['no-resource-class'],
      launchProblems['launch-busy'],
    ],
  })
  async resume(
    @InContext() context: PersonalContext,
    @Param('launchId', Id) launchId: string,
    @Body({ schema: resumeBody }) { configuration }: z.infer<typeof resumeBody>,
  ): Promise<Step> {
    return answerStep(await this.commands.execute(new ResumeLaunch({ launchId, configuration }, context)));
  }

  @Post(':launchId/keep')
  @HttpCode(202)
  @Operation({
    id: 'keepLaunch',
    summary: 'Keep it running: the pause that is announced is called off, and its limits count anew',
    answers: step,
    refusals: [launchProblems['launch-not-found'], launchProblems['not-running']],
  })
  async keep(@InContext() context: PersonalContext, @Param('launchId', Id) launchId: string): Promise<Step> {
    return answerStep(await this.commands.execute(new KeepRunning({ launchId }, context)));
  }

  @Post(':launchId/stop')
  @HttpCode(202)
  @Operation({
    id: 'stopLaunch',
    summary: 'Stop: end the run; its disk is kept for a while, or discarded now',
    answers: step,
    refusals: [launchProblems['launch-not-found']],
  })
  async stop(
    @InContext() context: PersonalContext,
    @Param('launchId', Id) launchId: string,
    @Body({ schema: stopBody }) { discard }: z.infer<typeof stopBody>,
  ): Promise<Step> {
    return answerStep(await this.commands.execute(new StopLaunch({ launchId, discard }, context)));
  }

  @Post(':launchId/access')
  @HttpCode(200)
  @Operation({
    id: 'openLaunch',
    summary: 'A one-time way into the running session',
    answers: { 200: ticketView },
    refusals: [launchProblems['launch-not-found'], launchProblems['not-reachable']],
  })
  async access(
    @Caller() caller: Principal,
    @Param('launchId', Id) launchId: string,
    @Body({ schema: openBody }) { browserId }: z.infer<typeof openBody>,
  ): Promise<z.infer<typeof ticketView>> {
    const launch = await this.running.of(launchId, caller.userId);
    return this.tickets.ticket({ ...launch, credential: credentialOf(caller, browserId) });
  }

  @Get(':launchId/logs')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Documented((swagger) => swagger.ApiProduces('text/plain'))
  @Operation({
    id: 'readLaunchLogs',
    summary: 'The last lines of a run’s output',
    answers: { 200: z.string() },
    refusals: [launchProblems['launch-not-found']],
  })
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
    if (launch === undefined) throw new ProblemError(launchProblems['launch-not-found']);
    return launch;
  }
}
