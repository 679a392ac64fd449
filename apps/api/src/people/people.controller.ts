import { Controller, Delete, Get, HttpCode, Inject, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { deriveId } from '#libs/event-sourcing';
import { LaunchQueries, StopLaunch } from '#libs/launches';
import {
  Answer,
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  Caller,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { RateLimit } from './rate-limit.js';

const meView = z
  .object({ userId: z.string(), displayName: z.string(), roles: z.array(z.enum(['admin', 'auditor'])) })
  .meta({ id: 'Me' });
const personView = z.object({ userId: z.string(), displayName: z.string() }).meta({ id: 'Person' });
const lookupQuery = z.strictObject({ query: z.string().trim().min(1).max(200) });

/** Looking people up is for adding one member, not for collecting them. */
const LOOKUPS_A_MINUTE = 20;

@ApiTags('People')
@ApiBearerAuth()
@Controller()
export class PeopleController {
  private readonly lookups = new RateLimit(LOOKUPS_A_MINUTE, 60_000);

  constructor(
    private readonly commands: CommandBus,
    private readonly launches: LaunchQueries,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(BEARER_AUTHENTICATOR) private readonly authenticator: BearerAuthenticator,
  ) {}

  @Get('me')
  @Operation({
    id: 'getMe',
    summary: 'Who you are',
    answers: { 200: meView },
  })
  me(@Caller() { userId, displayName, roles }: Principal): z.infer<typeof meView> {
    return { userId, displayName, roles: [...roles] };
  }

  /** Stops the person's launches, discards their disks, forgets name and address: the log keeps an id that means nobody. */
  @Delete('me')
  @HttpCode(204)
  @Operation({
    id: 'eraseMe',
    summary: 'Stop and discard everything you run, and forget your name and address',
    answers: { 204: 'nothing' },
  })
  async erase(@InContext() { principal, ...context }: PersonalContext): Promise<Answer<undefined>> {
    for (const { launchId } of await this.launches.search({ userId: principal.userId, limit: 10_000 })) {
      const commandId = deriveId(context.commandId, launchId);
      const bySystem = { ...context, commandId, actor: 'system:erasure' };
      await this.commands.execute(new StopLaunch({ launchId, discard: true, reason: 'user-erased' }, bySystem));
    }
    await this.directory.erase(principal.userId);
    this.authenticator.forget(principal.userId);
    return new Answer(undefined, { status: 204 });
  }

  /** By the whole handle or e-mail address. */
  @Get('users')
  @Operation({
    id: 'findUser',
    summary: 'Look somebody up by their whole handle or e-mail address',
    answers: { 200: personView.array() },
    refusals: ['too-many-requests'],
  })
  async lookup(
    @Caller() { userId }: Principal,
    @Query({ schema: lookupQuery }) { query }: z.infer<typeof lookupQuery>,
  ): Promise<Answer<z.infer<typeof personView>[]>> {
    const { isAllowed, remaining, resetsIn } = this.lookups.take(userId);
    const rateLimit = `"lookups";r=${remaining};t=${resetsIn}`;
    if (!isAllowed) {
      const headers = { 'Retry-After': String(resetsIn), RateLimit: rateLimit };
      throw new ProblemError('too-many-requests', `Try again in ${resetsIn} s.`, {}, headers);
    }
    const person = await this.directory.lookup(query);
    const found = person === undefined ? [] : [{ userId: person.userId, displayName: person.displayName }];
    return new Answer(found, { rateLimit });
  }
}
