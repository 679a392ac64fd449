import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import type { CommandResult } from '#libs/event-sourcing';
import {
  Answer,
  Api,
  Caller,
  done,
  Id,
  InContext,
  inProject,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import type { ProjectState } from '../project.js';
import { projectProblems } from '../project.rejections.js';
import { repositoryIdOf } from '../repository-url.js';
import { ConnectRepository } from '../write/connect-repository.js';
import { DisconnectRepository } from '../write/disconnect-repository.js';
import { atQuery } from './project.dto.js';
import { ProjectReader } from './project-reader.js';
import { connectRepositoryBody, repositoryView, toRepositoryView } from './repository.dto.js';

type View = z.infer<typeof repositoryView>;

@Api('Projects')
@Controller('projects/:projectId/repositories')
export class RepositoriesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reader: ProjectReader,
  ) {}

  @Get()
  @Operation({
    id: 'listRepositories',
    summary: 'The code repositories of a project, now or as they were',
    answers: { 200: repositoryView.array() },
    refusals: [...inProject, projectProblems['invalid-at']],
  })
  async list(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: atQuery }) { at }: z.infer<typeof atQuery>,
  ): Promise<View[]> {
    return (await this.reader.read(caller, projectId, at)).repositories.map(toRepositoryView);
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'connectRepository',
    summary: 'Connect a code repository: sessions find it under /work',
    answers: { 201: repositoryView },
    refusals: [
      ...inProject,
      projectProblems['repository-not-found'],
      projectProblems['already-connected'],
      projectProblems['name-taken'],
      projectProblems['invalid-repository-url'],
      projectProblems['invalid-directory-name'],
    ],
  })
  async connect(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Body({ schema: connectRepositoryBody }) body: z.infer<typeof connectRepositoryBody>,
  ): Promise<Answer<View>> {
    const { state, position }: CommandResult<ProjectState> = await this.commands.execute(
      new ConnectRepository({ ...body, projectId }, context),
    );
    const repositoryId = repositoryIdOf(body.url);
    const connected = state?.repositories.find((repository) => repository.repositoryId === repositoryId);
    // somebody disconnected it at the same moment
    if (connected === undefined) throw new ProblemError(projectProblems['repository-not-found']);
    return new Answer(toRepositoryView(connected), { position });
  }

  @Delete(':repositoryId')
  @HttpCode(204)
  @Operation({
    id: 'disconnectRepository',
    summary: 'Disconnect a repository: sessions leave it out from their next run',
    answers: { 204: 'nothing' },
    refusals: [...inProject, projectProblems['repository-not-found']],
  })
  async disconnect(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('repositoryId', Id) repositoryId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new DisconnectRepository({ projectId, repositoryId }, context)));
  }
}
