import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
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
  IfMatch,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import type { CatalogueEnvironment, CatalogueEnvironmentState } from '../environments.js';
import { environmentProblems } from '../environments.rejections.js';
import { CatalogueQueries } from '../read/catalogue.queries.js';
import { ArchiveEnvironment } from '../write/archive-environment.js';
import { PublishEnvironment } from '../write/publish-environment.js';
import { ReviseEnvironment } from '../write/revise-environment.js';
import {
  environmentQuery,
  environmentView,
  publishEnvironmentBody,
  reviseEnvironmentBody,
  toEnvironmentView,
  toImage,
} from './environment.dto.js';

type View = z.infer<typeof environmentView>;
type Published = CommandResult<CatalogueEnvironmentState>;

@Api('Catalogue')
@Controller('environments')
export class EnvironmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: CatalogueQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @Operation({
    id: 'listEnvironments',
    summary: 'The default environments that sessions can be made of',
    answers: { 200: environmentView.array() },
    refusals: ['invalid-cursor'],
  })
  async list(
    @Caller() caller: Principal,
    @Query({ schema: environmentQuery }) { keyword, archived, limit, cursor }: z.infer<typeof environmentQuery>,
  ): Promise<Answer<View[]>> {
    await this.authorizer.allow(caller, 'read-catalogue');
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const found = await this.queries.search({ keyword, archived, limit, after });
    const last = found.length === limit ? found.at(-1) : undefined;
    const next = last && encodeCursor([last.name, last.environmentId]);
    return new Answer(found.map(toEnvironmentView), { next });
  }

  @Get(':environmentId')
  @Operation({
    id: 'getEnvironment',
    summary: 'A default environment, archived ones too',
    answers: { 200: environmentView },
    refusals: [environmentProblems['environment-not-found']],
  })
  async get(@Caller() caller: Principal, @Param('environmentId', Id) environmentId: string): Promise<Answer<View>> {
    await this.authorizer.allow(caller, 'read-catalogue');
    const environment = await this.queries.environment(environmentId);
    if (environment === undefined) throw new ProblemError(environmentProblems['environment-not-found']);
    return new Answer(toEnvironmentView(environment), { etag: environment.revision });
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'publishEnvironment',
    summary: 'Offer an environment in every project; admins only',
    answers: { 201: environmentView },
    refusals: ['forbidden', environmentProblems['image-unusable']],
  })
  async publish(
    @InContext() context: PersonalContext,
    @Body({ schema: publishEnvironmentBody }) body: z.infer<typeof publishEnvironmentBody>,
  ): Promise<Answer<View>> {
    const environmentId = deriveId(context.commandId, 'environment');
    const data = { ...body, image: toImage(body.image), environmentId };
    const result: Published = await this.commands.execute(new PublishEnvironment(data, context));
    return this.answer(result, { location: `/api/v1/environments/${environmentId}` });
  }

  @Patch(':environmentId')
  @Operation({
    id: 'reviseEnvironment',
    summary: 'Make a new version of an environment; sessions keep the one they have',
    answers: { 200: environmentView },
    refusals: [
      environmentProblems['environment-not-found'],
      environmentProblems['environment-archived'],
      environmentProblems['image-unusable'],
      'precondition-failed',
      'precondition-required',
    ],
  })
  async revise(
    @InContext() context: PersonalContext,
    @Param('environmentId', Id) environmentId: string,
    @IfMatch() seen: number,
    @Body({ schema: reviseEnvironmentBody }) body: z.infer<typeof reviseEnvironmentBody>,
  ): Promise<Answer<View>> {
    const image = body.image === undefined ? undefined : toImage(body.image);
    const command = new ReviseEnvironment({ ...body, image, environmentId, seen }, context);
    const result: Published = await this.commands.execute(command);
    return this.answer(result);
  }

  @Delete(':environmentId')
  @HttpCode(204)
  @Operation({
    id: 'archiveEnvironment',
    summary: 'Hide an environment; sessions that have it keep it',
    answers: { 204: 'nothing' },
    refusals: [environmentProblems['environment-not-found']],
  })
  async archive(
    @InContext() context: PersonalContext,
    @Param('environmentId', Id) environmentId: string,
  ): Promise<Answer<undefined>> {
    return done(await this.commands.execute(new ArchiveEnvironment({ environmentId }, context)));
  }

  private answer(result: Published, headers: { location?: string } = {}): Answer<View> {
    const environment = result.state as CatalogueEnvironment;
    return new Answer(toEnvironmentView(environment), {
      ...headers,
      etag: environment.revision,
      position: result.position,
    });
  }
}
