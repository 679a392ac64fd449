import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { type CommandResult, deriveId } from '#libs/event-sourcing';
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
import { ConnectStorage } from '../write/connect-storage.js';
import { DisconnectStorage } from '../write/disconnect-storage.js';
import { atQuery } from './project.dto.js';
import { ProjectReader } from './project-reader.js';
import { connectStorageBody, storageView, toStorageView } from './storage.dto.js';

type View = z.infer<typeof storageView>;

@Api('Projects')
@Controller('projects/:projectId/storages')
export class StoragesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reader: ProjectReader,
  ) {}

  @Get()
  @Operation({
    id: 'listStorages',
    summary: 'The storages of a project, now or as they were',
    answers: { 200: storageView.array() },
    refusals: [...inProject, projectProblems['invalid-at']],
  })
  async list(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: atQuery }) { at }: z.infer<typeof atQuery>,
  ): Promise<View[]> {
    return (await this.reader.read(caller, projectId, at)).storages.map(toStorageView);
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'connectStorage',
    summary: 'Connect a storage that the administrator offers: sessions find it under /work',
    answers: { 201: storageView },
    refusals: [
      ...inProject,
      projectProblems['storage-not-found'],
      projectProblems['name-taken'],
      projectProblems['unknown-storage-source'],
      projectProblems['invalid-directory-name'],
    ],
  })
  async connect(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Body({ schema: connectStorageBody }) body: z.infer<typeof connectStorageBody>,
  ): Promise<Answer<View>> {
    const storageId = deriveId(context.commandId, 'storage');
    const { state, position }: CommandResult<ProjectState> = await this.commands.execute(
      new ConnectStorage({ ...body, projectId, storageId }, context),
    );
    const connected = state?.storages.find((storage) => storage.storageId === storageId);
    // somebody disconnected it at the same moment
    if (connected === undefined) throw new ProblemError(projectProblems['storage-not-found']);
    return new Answer(toStorageView(connected), { position });
  }

  @Delete(':storageId')
  @HttpCode(204)
  @Operation({
    id: 'disconnectStorage',
    summary: 'Disconnect a storage: sessions leave it out from their next run',
    answers: { 204: 'nothing' },
    refusals: [...inProject, projectProblems['storage-not-found']],
  })
  async disconnect(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('storageId', Id) storageId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new DisconnectStorage({ projectId, storageId }, context)));
  }
}
