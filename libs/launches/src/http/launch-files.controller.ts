import { pipeline, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Controller, Delete, Get, HttpCode, Inject, Param, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import {
  type Answer,
  Api,
  type ApiReply,
  Caller,
  Documented,
  Id,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
  RateLimit,
} from '#libs/rest';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { FindKeptDisk } from '../facts/find-kept-disk.js';
import { launchProblems } from '../launch.rejections.js';
import { DeleteFiles } from '../write/delete-files.js';
import { launchStepView } from './launch.dto.js';
import { SESSION_RUNTIME_READER } from './launch.ports.js';
import { answerStep } from './launch-step.js';

const ARCHIVES_A_MINUTE = 10;

/** What is kept of a launch that does not run. */
@Api('Launches')
@Controller('launches/:launchId/files')
export class LaunchFilesController {
  /** Who reads one now: each costs a program that packs, for as long as its reader takes. */
  private readonly reading = new Set<string>();
  private readonly limit = new RateLimit({ name: 'files', limit: ARCHIVES_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly commands: CommandBus,
    private readonly disks: FindKeptDisk,
    @Inject(SESSION_RUNTIME_READER) private readonly runtime: SessionRuntimeReader,
  ) {}

  @Get()
  @Documented((swagger) => swagger.ApiProduces('application/gzip'))
  @Operation({
    id: 'takeLaunchFiles',
    summary: 'The files of a paused session, all of /work as a tar archive, without resuming it',
    description:
      'Packed by gzip, as it is read: one that breaks off is not whole. Storages are not part of it. Where `runtime.filesAtRest` of the ' +
      'launch is false, it has to be resumed for them.',
    answers: { 200: z.string().meta({ contentMediaType: 'application/gzip' }) },
    refusals: [
      launchProblems['launch-not-found'],
      launchProblems['not-reachable'],
      launchProblems['files-in-use'],
      launchProblems['no-files'],
      launchProblems['files-not-readable'],
      'too-many-requests',
    ],
  })
  async take(
    @Caller() { userId }: Principal,
    @Param('launchId', Id) launchId: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Readable> {
    const diskId = await this.disks.of(launchId, userId);
    void reply.header('RateLimit', this.limit.take(userId));
    const archive = await this.archiveOf(diskId, userId);
    void reply
      .type('application/gzip')
      .header('Content-Disposition', 'attachment; filename="work.tar.gz"')
      .header('Cache-Control', 'no-store');
    // whoever reads it is told of what breaks it off
    return pipeline(archive, createGzip({ level: 1 }), () => this.reading.delete(userId));
  }

  private async archiveOf(diskId: string, userId: string): Promise<Readable> {
    if (this.reading.has(userId)) throw new ProblemError('too-many-requests', 'You are taking files already.');
    this.reading.add(userId);
    try {
      const archive = await this.runtime.archive?.(diskId);
      if (archive !== undefined) return archive;
      throw new ProblemError(launchProblems['files-not-readable'], 'Resume the session, and take them inside.');
    } catch (error) {
      this.reading.delete(userId);
      throw error;
    }
  }

  @Delete()
  @HttpCode(202)
  @Operation({
    id: 'deleteLaunchFiles',
    summary: 'Delete the files of a session that does not run now, for good; with them its place is left',
    answers: { 200: launchStepView, 202: launchStepView },
    refusals: [launchProblems['launch-not-found'], launchProblems['files-in-use']],
  })
  async remove(
    @InContext() context: PersonalContext,
    @Param('launchId', Id) launchId: string,
  ): Promise<Answer<z.infer<typeof launchStepView>>> {
    return answerStep(await this.commands.execute(new DeleteFiles({ launchId }, context)));
  }
}
