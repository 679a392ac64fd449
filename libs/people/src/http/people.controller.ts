import { Controller, Delete, Get, HttpCode, Inject, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { type CommandResult } from '#libs/event-sourcing';
import {
  Answer,
  Api,
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  Caller,
  done,
  InContext,
  Operation,
  type PersonalContext,
  RateLimit,
} from '#libs/rest';
import { ForgetPerson } from '../forget-person.js';
import { ErasePerson } from '../write/erase-person.js';

const meView = z
  .object({ userId: z.string(), displayName: z.string(), roles: z.array(z.enum(['admin', 'auditor'])) })
  .meta({ id: 'Me' });
const personView = z.object({ userId: z.string(), displayName: z.string() }).meta({ id: 'Person' });
const lookupQuery = z.strictObject({ query: z.string().trim().min(1).max(200) });

/** Looking people up is for adding one member, not for collecting them. */
const LOOKUPS_A_MINUTE = 20;

@Api('People')
@Controller()
export class PeopleController {
  private readonly lookups = new RateLimit({ name: 'lookups', limit: LOOKUPS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly commands: CommandBus,
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

  @Delete('me')
  @HttpCode(204)
  @Operation({
    id: 'eraseMe',
    summary: 'Stop and discard everything you run, and forget your name and address',
    description:
      'Projects that nobody else owns go to the editor who was there first, else to a viewer; those without members are deleted.',
    answers: { 204: 'nothing' },
  })
  async erase(@InContext() context: PersonalContext): Promise<Answer<undefined>> {
    const { userId } = context.principal;
    const erased: CommandResult = await this.commands.execute(new ErasePerson({ userId }, context));
    this.authenticator.forget(userId);
    // should this process not come so far, a policy does it
    await this.commands.execute(new ForgetPerson({ userId }, context));
    return done(erased);
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
    const rateLimit = this.lookups.take(userId);
    const person = await this.directory.lookup(query);
    const found = person === undefined ? [] : [{ userId: person.userId, displayName: person.displayName }];
    return new Answer(found, { rateLimit });
  }
}
