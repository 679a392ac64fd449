import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { type CommandResult, deriveId } from '#libs/event-sourcing';
import { imagesProblems } from '#libs/images';
import { atQuery, projectProblems } from '#libs/projects';
import {
  Answer,
  Api,
  Caller,
  done,
  Id,
  IfMatch,
  InContext,
  inProject,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { type Sessions, sessionOf } from '../sessions.js';
import { sessionsProblems } from '../sessions.rejections.js';
import { AddEnvironment } from '../write/add-environment.js';
import { ChangeSessionImage } from '../write/change-session-image.js';
import { ConfigureSession } from '../write/configure-session.js';
import { RemoveSession } from '../write/remove-session.js';
import { toResources, toResourcesChange, toSelection } from './configuration.dto.js';
import { RequestedEnvironments } from './requested-environments.js';
import { addSessionBody, changeImageBody, configureSessionBody, type SessionView, sessionView } from './session.dto.js';
import { SessionReader } from './session-reader.js';
import { SessionViews } from './session-views.js';
import { type SessionsQuery, sessionsQuery } from './sessions-query.dto.js';

type Decided = CommandResult<Sessions>;

@Api('Sessions')
@Controller('projects/:projectId/sessions')
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reader: SessionReader,
    private readonly views: SessionViews,
    private readonly environments: RequestedEnvironments,
  ) {}

  @Get()
  @Operation({
    id: 'listSessions',
    summary: 'A project’s sessions, now or as they were; a page may be shorter than asked for and have a next one',
    answers: { 200: sessionView.array() },
    refusals: [...inProject, projectProblems['invalid-at'], 'invalid-cursor'],
  })
  async list(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: sessionsQuery }) query: SessionsQuery,
  ): Promise<Answer<SessionView[]>> {
    const { views, next } = await this.reader.list(caller, projectId, query);
    return new Answer(views, { next });
  }

  @Get(':sessionId')
  @Operation({
    id: 'getSession',
    summary: 'A session, now or as it was',
    answers: { 200: sessionView },
    refusals: [...inProject, sessionsProblems['session-not-found'], projectProblems['invalid-at']],
  })
  async get(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Param('sessionId', Id) sessionId: string,
    @Query({ schema: atQuery }) { at }: z.infer<typeof atQuery>,
  ): Promise<Answer<SessionView>> {
    const { view, revision } = await this.reader.one(caller, { projectId, sessionId }, at);
    return new Answer(view, { etag: revision });
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'addSession',
    summary: 'Add an environment to a project: a session',
    answers: { 201: sessionView },
    refusals: [
      ...inProject,
      sessionsProblems['session-not-found'],
      sessionsProblems['environment-not-found'],
      sessionsProblems['environment-archived'],
      sessionsProblems['image-unusable'],
      sessionsProblems['no-image-yet'],
      sessionsProblems['unknown-repository'],
      sessionsProblems['unknown-storage'],
      sessionsProblems['no-resource-class'],
      ...Object.values(imagesProblems),
      'too-many-requests',
    ],
    headers: { RateLimit: false },
  })
  async add(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Body({ schema: addSessionBody }) body: z.infer<typeof addSessionBody>,
  ): Promise<Answer<SessionView>> {
    const sessionId = deriveId(context.commandId, 'session');
    const environment = await this.environments.of(context, { projectId, sessionId }, body.environment);
    const configuration = {
      resources: toResources(body.resources),
      repositories: toSelection(body.repositories),
      storages: toSelection(body.storages),
      run: body.run,
    };
    const data = { projectId, sessionId, environment, name: body.name, configuration };
    const result: Decided = await this.commands.execute(new AddEnvironment(data, context));
    const location = `/api/v1/projects/${projectId}/sessions/${sessionId}`;
    return this.answer(result, { projectId, sessionId }, context, { location });
  }

  @Patch(':sessionId')
  @Operation({
    id: 'configureSession',
    summary: 'Configure a session, from its next run on',
    answers: { 200: sessionView },
    refusals: [
      ...inProject,
      sessionsProblems['session-not-found'],
      sessionsProblems['unknown-repository'],
      sessionsProblems['unknown-storage'],
      sessionsProblems['no-resource-class'],
      'precondition-failed',
      'precondition-required',
    ],
  })
  async configure(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('sessionId', Id) sessionId: string,
    @IfMatch() seen: number,
    @Body({ schema: configureSessionBody }) body: z.infer<typeof configureSessionBody>,
  ): Promise<Answer<SessionView>> {
    const change = {
      name: body.name,
      resources: body.resources && toResourcesChange(body.resources),
      repositories: body.repositories && toSelection(body.repositories),
      storages: body.storages && toSelection(body.storages),
      run: body.run,
      commits: body.commits,
    };
    const command = new ConfigureSession({ ...change, projectId, sessionId, seen }, context);
    const result: Decided = await this.commands.execute(command);
    return this.answer(result, { projectId, sessionId }, context);
  }

  @Post(':sessionId/image')
  @HttpCode(200)
  @Operation({
    id: 'changeSessionImage',
    summary: 'Move a session to another image of its environment',
    answers: { 200: sessionView },
    refusals: [
      ...inProject,
      sessionsProblems['session-not-found'],
      sessionsProblems['image-not-offered'],
      sessionsProblems['image-unusable'],
    ],
  })
  async changeImage(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('sessionId', Id) sessionId: string,
    @Body({ schema: changeImageBody }) body: z.infer<typeof changeImageBody>,
  ): Promise<Answer<SessionView>> {
    const to = 'digest' in body ? body : 'newest';
    const command = new ChangeSessionImage({ projectId, sessionId, to }, context);
    const result: Decided = await this.commands.execute(command);
    return this.answer(result, { projectId, sessionId }, context);
  }

  @Delete(':sessionId')
  @HttpCode(204)
  @Operation({
    id: 'removeSession',
    summary: 'Remove a session and stop its runs',
    answers: { 204: 'nothing' },
    refusals: [...inProject, sessionsProblems['session-not-found']],
  })
  async remove(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('sessionId', Id) sessionId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new RemoveSession({ projectId, sessionId }, context)));
  }

  private async answer(
    { state, position }: Decided,
    { projectId, sessionId }: { projectId: string; sessionId: string },
    { principal }: PersonalContext,
    headers: { location?: string } = {},
  ): Promise<Answer<SessionView>> {
    const session = sessionOf(state, sessionId);
    const [view] = session ? await this.views.today([session], state, projectId, principal) : [];
    // somebody removed it at the same moment
    if (session === undefined || view === undefined) throw new ProblemError(sessionsProblems['session-not-found']);
    return new Answer(view, { ...headers, etag: session.revision, position });
  }
}
