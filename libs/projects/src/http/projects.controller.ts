import { Body, Controller, Delete, Get, HttpCode, Inject, Optional, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { type CommandResult, deriveId } from '#libs/event-sourcing';
import {
  Answer,
  Api,
  Caller,
  decodeCursor,
  done,
  encodeCursor,
  Id,
  InContext,
  inProject,
  Operation,
  OptionalIfMatch,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { existing, type ProjectState } from '../project.js';
import { projectProblems } from '../project.rejections.js';
import { PastProjects } from '../read/past-projects.js';
import { ProjectQueries } from '../read/project.queries.js';
import { SESSION_SUMMARIES, type SessionSummaries, type SessionSummary } from '../read/session-summaries.js';
import { CreateProject } from '../write/create-project.js';
import { DeleteProject } from '../write/delete-project.js';
import { ReviseProject } from '../write/revise-project.js';
import {
  atQuery,
  createProjectBody,
  type ProjectView,
  projectsQuery,
  projectView,
  reviseProjectBody,
  toProjectView,
} from './project.dto.js';

type Decided = CommandResult<ProjectState>;

@Api('Projects')
@Controller('projects')
export class ProjectsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: ProjectQueries,
    private readonly past: PastProjects,
    private readonly authorizer: QueryAuthorizer,
    @Optional() @Inject(SESSION_SUMMARIES) private readonly summaries: SessionSummaries | undefined,
  ) {}

  @Get()
  @Operation({
    id: 'listProjects',
    summary: 'Your projects, or everybody’s public ones, or all for auditors',
    answers: { 200: projectView.array() },
    refusals: ['invalid-cursor', 'forbidden'],
  })
  async list(
    @Caller() caller: Principal,
    @Query({ schema: projectsQuery }) { visibility, limit, cursor }: z.infer<typeof projectsQuery>,
  ): Promise<Answer<ProjectView[]>> {
    const page = { limit, after: cursor === undefined ? undefined : decodeCursor(cursor, 2) };
    if (visibility === 'all') await this.authorizer.allow(caller, 'list-every-project');
    const found = await (visibility === undefined
      ? this.queries.ofMember(caller.userId, page)
      : this.queries.ofEverybody(visibility, page));
    const summaries = await this.summariesOf(found.map(({ projectId }) => projectId));
    const last = found.length === limit ? found.at(-1) : undefined;
    return new Answer(
      found.map((project) => toProjectView(project, caller, summaries?.get(project.projectId))),
      { next: last && encodeCursor([last.name, last.projectId]) },
    );
  }

  @Get(':projectId')
  @Operation({
    id: 'getProject',
    summary: 'A project, now or as it was',
    answers: { 200: projectView },
    refusals: [...inProject, projectProblems['invalid-at']],
  })
  async get(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: atQuery }) { at }: z.infer<typeof atQuery>,
  ): Promise<Answer<ProjectView>> {
    if (at !== undefined) return this.getPast(caller, projectId, at);
    await this.authorizer.allow(caller, 'read-project', projectId);
    const project = await this.queries.project(projectId);
    if (project === undefined) throw new ProblemError('project-not-found');
    const summaries = await this.summariesOf([projectId]);
    return new Answer(toProjectView(project, caller, summaries?.get(projectId)), { etag: project.revision });
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'createProject',
    summary: 'Make a project, and be its owner',
    answers: { 201: projectView },
    refusals: ['project-not-found'],
  })
  async create(
    @InContext() context: PersonalContext,
    @Body({ schema: createProjectBody }) body: z.infer<typeof createProjectBody>,
  ): Promise<Answer<ProjectView>> {
    const projectId = deriveId(context.commandId, 'project');
    const result: Decided = await this.commands.execute(new CreateProject({ ...body, projectId }, context));
    return this.answer(result, context, { location: `/api/v1/projects/${projectId}` });
  }

  @Patch(':projectId')
  @Operation({
    id: 'reviseProject',
    summary: 'Rename a project or change who sees it; owners only',
    answers: { 200: projectView },
    refusals: [...inProject, 'precondition-failed'],
  })
  async revise(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @OptionalIfMatch() seen: number | undefined,
    @Body({ schema: reviseProjectBody }) body: z.infer<typeof reviseProjectBody>,
  ): Promise<Answer<ProjectView>> {
    const result: Decided = await this.commands.execute(new ReviseProject({ ...body, projectId, seen }, context));
    return this.answer(result, context);
  }

  @Delete(':projectId')
  @HttpCode(204)
  @Operation({
    id: 'deleteProject',
    summary: 'Delete a project; owners only',
    answers: { 204: 'nothing' },
    refusals: [...inProject],
  })
  async delete(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new DeleteProject({ projectId }, context)));
  }

  private async getPast(caller: Principal, projectId: string, at: string): Promise<Answer<ProjectView>> {
    const { project, asOf } = await this.past.project(caller, projectId, at);
    return new Answer(toProjectView(project, caller, await this.summaries?.asOf(projectId, asOf)));
  }

  private async summariesOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, SessionSummary> | undefined> {
    return this.summaries?.of(projectIds);
  }

  private async answer(
    { state, position, repeated }: Decided,
    { principal }: PersonalContext,
    headers: { location?: string } = {},
  ): Promise<Answer<ProjectView>> {
    const project = existing(state);
    // somebody deleted it at the same moment
    if (project === undefined) throw new ProblemError('project-not-found');
    const { projectId } = project;
    // a repeated request shows nothing later: its author may have no access any more
    const summary = await (repeated
      ? this.summaries?.asOf(projectId, { position })
      : this.summariesOf([projectId]).then((summaries) => summaries?.get(projectId)));
    return new Answer(toProjectView(project, principal, summary), {
      ...headers,
      etag: project.revision,
      position,
    });
  }
}
