import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
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
  IfMatch,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { ResourceClassQueries } from '../read/resource-classes.queries.js';
import { classNamed, type OfferedClasses } from '../resource-classes.js';
import { resourcesProblems } from '../resources.rejections.js';
import { ArchiveResourceClass } from '../write/archive-resource-class.js';
import { PublishResourceClass } from '../write/publish-resource-class.js';
import { ReviseResourceClass } from '../write/revise-resource-class.js';
import { toBytes } from './quantities.dto.js';
import { publishResourceClassBody, resourceClassView, reviseResourceClassBody } from './resource-class.dto.js';

type View = z.infer<typeof resourceClassView>;
type Decided = CommandResult<OfferedClasses>;

@Api('Resource classes')
@Controller('resource-classes')
export class ResourceClassesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: ResourceClassQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @Operation({
    id: 'listResourceClasses',
    summary: 'The sizes that sessions can have; none: every session gets what it asks for',
    answers: { 200: resourceClassView.array() },
  })
  async list(@Caller() caller: Principal): Promise<Answer<View[]>> {
    await this.authorizer.allow(caller, 'read-resource-classes');
    return new Answer((await this.queries.offered()).map((one) => resourceClassView.parse(one)));
  }

  @Get(':resourceClassId')
  @Operation({
    id: 'getResourceClass',
    summary: 'One that is offered',
    answers: { 200: resourceClassView },
    refusals: [resourcesProblems['resource-class-not-found']],
  })
  async get(@Caller() caller: Principal, @Param('resourceClassId', Id) resourceClassId: string): Promise<Answer<View>> {
    await this.authorizer.allow(caller, 'read-resource-classes');
    const found = await this.queries.offeredAs(resourceClassId);
    if (found === undefined) throw new ProblemError(resourcesProblems['resource-class-not-found']);
    return new Answer(resourceClassView.parse(found), { etag: found.revision });
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'publishResourceClass',
    summary: 'Offer a size of sessions; admins only',
    answers: { 201: resourceClassView },
    refusals: [resourcesProblems['resource-class-name-taken']],
  })
  async publish(
    @InContext() context: PersonalContext,
    @Body({ schema: publishResourceClassBody }) body: z.infer<typeof publishResourceClassBody>,
  ): Promise<Answer<View>> {
    const resourceClassId = deriveId(context.commandId, 'resource-class');
    const [memory, maxDisk] = [toBytes<never>(body.memory), toBytes<undefined>(body.maxDisk)];
    const data = { ...body, memory, maxDisk, resourceClassId };
    const result: Decided = await this.commands.execute(new PublishResourceClass(data, context));
    return this.answer(result, resourceClassId, { location: `/api/v1/resource-classes/${resourceClassId}` });
  }

  @Patch(':resourceClassId')
  @Operation({
    id: 'reviseResourceClass',
    summary: 'Change it, from each session’s next launch on; admins only',
    answers: { 200: resourceClassView },
    refusals: [
      resourcesProblems['resource-class-not-found'],
      resourcesProblems['resource-class-name-taken'],
      'precondition-failed',
      'precondition-required',
    ],
  })
  async revise(
    @InContext() context: PersonalContext,
    @Param('resourceClassId', Id) resourceClassId: string,
    @IfMatch() seen: number,
    @Body({ schema: reviseResourceClassBody }) body: z.infer<typeof reviseResourceClassBody>,
  ): Promise<Answer<View>> {
    const [memory, maxDisk] = [toBytes<undefined>(body.memory), toBytes<undefined | null>(body.maxDisk)];
    const data = { ...body, memory, maxDisk, resourceClassId, seen };
    const result: Decided = await this.commands.execute(new ReviseResourceClass(data, context));
    return this.answer(result, resourceClassId);
  }

  @Delete(':resourceClassId')
  @HttpCode(204)
  @Operation({
    id: 'archiveResourceClass',
    summary: 'Withdraw it, from each session’s next launch on; admins only',
    answers: { 204: 'nothing' },
  })
  async archive(
    @InContext() context: PersonalContext,
    @Param('resourceClassId', Id) resourceClassId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new ArchiveResourceClass({ resourceClassId }, context)));
  }

  /** A repeated request is answered what was answered first; it may be withdrawn meanwhile. */
  private answer(
    { state, position }: Decided,
    resourceClassId: string,
    headers: { location?: string } = {},
  ): Answer<View> {
    const found = classNamed(state, resourceClassId);
    if (found === undefined) throw new ProblemError(resourcesProblems['resource-class-not-found']);
    return new Answer(resourceClassView.parse(found), { ...headers, etag: found.revision, position });
  }
}
