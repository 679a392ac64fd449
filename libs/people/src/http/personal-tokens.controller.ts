import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { PERSONAL_TOKENS, type PersonalTokens, type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import {
  Answer,
  Api,
  Caller,
  Id,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
  RateLimit,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { personProblems } from '../person.rejections.js';
import { createTokenBody, newPersonalTokenView, personalTokenView, viewOf } from './personal-token.dto.js';

const DAY_MS = 24 * 60 * 60_000;
const TOKENS_A_MINUTE = 10;

@Api('People')
@Controller('me/tokens')
export class PersonalTokensController {
  private readonly creations = new RateLimit({ name: 'tokens', limit: TOKENS_A_MINUTE, windowMs: 60_000 });

  constructor(
    @Inject(PERSONAL_TOKENS) private readonly tokens: PersonalTokens,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @Operation({
    id: 'listTokens',
    summary: 'Your tokens for programs, the newest first; never what they are',
    answers: { 200: personalTokenView.array() },
    refusals: ['forbidden'],
  })
  async list(@Caller() caller: Principal): Promise<z.infer<typeof personalTokenView>[]> {
    await this.authorizer.allow(caller, 'manage-own-tokens');
    return (await this.tokens.list(caller.userId)).map(viewOf);
  }

  /** Without an Idempotency-Key: what was answered first is known to nobody any more. */
  @Post()
  @Operation({
    id: 'createToken',
    summary: 'Make a token for a program, which is shown this once',
    description:
      'Sent as `Authorization: Bearer renku_pat_…` it may what you may, until it expires or you revoke it; but neither see, make or revoke tokens nor have you erased. Your global roles are its own as you had them when you signed in last, for 30 days.',
    answers: { 201: newPersonalTokenView },
    refusals: ['forbidden', personProblems['too-many-tokens'], 'too-many-requests'],
  })
  async create(
    @Caller() caller: Principal,
    @Body({ schema: createTokenBody }) { name, expiresInDays }: z.infer<typeof createTokenBody>,
  ): Promise<Answer<z.infer<typeof newPersonalTokenView>>> {
    await this.authorizer.allow(caller, 'manage-own-tokens');
    const rateLimit = this.creations.take(caller.userId);
    const { userId, roles } = caller;
    const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
    const made = await this.tokens.create({ userId, name, expiresAt, roles });
    if (made === undefined)
      throw new ProblemError(personProblems['too-many-tokens'], 'Revoke one that you do not need.');
    await this.assertNotErased(userId);
    return new Answer({ ...viewOf(made.token), token: made.secret }, { rateLimit });
  }

  @Delete(':tokenId')
  @HttpCode(204)
  @Operation({
    id: 'revokeToken',
    summary: 'Revoke one of them: it is refused from now on',
    description: 'Connections to the live feed that were opened with it end within half a minute.',
    answers: { 204: 'nothing' },
    refusals: ['forbidden'],
    headers: { Position: false },
  })
  async revoke(@InContext() { principal }: PersonalContext, @Param('tokenId', Id) tokenId: string): Promise<void> {
    await this.authorizer.allow(principal, 'manage-own-tokens');
    await this.tokens.revoke(principal.userId, tokenId);
  }

  /** What erases somebody may have looked before the token was there. */
  private async assertNotErased(userId: string): Promise<void> {
    if ((await this.directory.find(userId)) !== undefined) return;
    await this.tokens.erase(userId);
    throw new ProblemError('unauthenticated');
  }
}
