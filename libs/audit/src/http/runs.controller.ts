import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { type CommandResult, deriveId } from '#libs/event-sourcing';
import { launchProblems } from '#libs/launches';
import {
  Answer,
  Api,
  type ApiReply,
  Caller,
  Documented,
  Id,
  InContext,
  inProject,
  Operation,
  type PersonalContext,
  ProblemError,
  RateLimit,
} from '#libs/rest';
import { ReproduceRun, sessionsProblems } from '#libs/sessions';
import { repositoriesOf } from '../runs/repositories-of.js';
import { type RunCrate, runCrate } from '../runs/run-crate.js';
import { RunRecords } from '../runs/run-records.js';
import { crateView, type RunView, reproduceBody, reproducedView, runView } from './run.dto.js';
import { runViewOf } from './run-view-of.js';

const RUNS_A_MINUTE = 30;

const refusals = ['project-not-found', 'too-many-requests', launchProblems['launch-not-found']] as const;

/** Below the project: a launch alone does not say where its events are seen. */
@Api('History')
@Controller('projects/:projectId/runs/:launchId/:run')
export class RunsController {
  private readonly limit = new RateLimit({ name: 'runs', limit: RUNS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly records: RunRecords,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @Operation({
    id: 'getRun',
    summary: 'A run: what it was made of, how it went, who and when; whoever launched it, and auditors',
    answers: { 200: runView },
    refusals: [...refusals],
  })
  async get(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Param('launchId', Id) launchId: string,
    @Param('run') run: string,
  ): Promise<Answer<RunView>> {
    const rateLimit = this.limit.take(caller.userId);
    const record = await this.records.of(caller, { projectId, launchId, run });
    return new Answer(runViewOf(record, await this.records.namesIn(record)), { rateLimit });
  }

  @Get('ro-crate')
  @Documented((swagger) => swagger.ApiProduces('application/ld+json'))
  @Operation({
    id: 'describeRun',
    summary: 'With what a run was made, as RO-Crate; whoever launched it, and auditors',
    description:
      'Image, code with the commits that were cloned, storages, resources, who and when: `ro-crate-metadata.json`. Of the same run that ' +
      'is over it stays the same until its person changes their name or is erased.',
    answers: { 200: crateView },
    refusals: [...refusals],
  })
  async crate(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Param('launchId', Id) launchId: string,
    @Param('run') run: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<RunCrate> {
    void reply.header('RateLimit', this.limit.take(caller.userId));
    const record = await this.records.of(caller, { projectId, launchId, run });
    void reply
      .type('application/ld+json')
      .header('Content-Disposition', 'attachment; filename="ro-crate-metadata.json"');
    return runCrate(record, (await this.records.namesIn(record)).person);
  }

  @Post('reproduce')
  @HttpCode(201)
  @Operation({
    id: 'reproduceRun',
    summary: 'Add a session that is pinned to what a run had; whoever launched it, and auditors',
    description:
      'Image by its digest, how it is run, resources, repositories at the commits that were there, storages. What the project does not ' +
      'have is to be connected before: nothing is left out. What is in storages is as it is now.',
    answers: { 201: reproducedView },
    headers: { Location: true },
    refusals: [
      ...inProject,
      ...refusals,
      sessionsProblems['run-not-started'],
      sessionsProblems['unknown-repository'],
      sessionsProblems['unknown-storage'],
      sessionsProblems['no-resource-class'],
    ],
  })
  async reproduce(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) of: string,
    @Param('launchId', Id) launchId: string,
    @Param('run') number: string,
    @Body({ schema: reproduceBody }) { projectId, name }: z.infer<typeof reproduceBody>,
  ): Promise<Answer<z.infer<typeof reproducedView>>> {
    const rateLimit = this.limit.take(context.principal.userId);
    const record = await this.records.of(context.principal, { projectId: of, launchId, run: number });
    // with what it runs is known once it does
    if (record.startedAt === undefined) throw new ProblemError(sessionsProblems['run-not-started']);
    const { run, configuration } = record;
    const { environment, image, builtFrom, resources, storages } = configuration;
    const past = {
      ...{ projectId: record.projectId, launchId, run, repositories: repositoriesOf(record) },
      ...{ environment, image, builtFrom, resources, storages },
    };
    const sessionId = deriveId(context.commandId, 'session');
    const command = new ReproduceRun({ projectId, sessionId, name, past }, context);
    const { position }: CommandResult = await this.commands.execute(command);
    const location = `/api/v1/projects/${projectId}/sessions/${sessionId}`;
    return new Answer({ projectId, sessionId }, { location, position, rateLimit });
  }
}
