import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { SignedOutBrowsers } from '#libs/access';
import { Answer, Api, Id, InContext, Operation, type PersonalContext, RateLimit } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';

/** Each is kept for half a day. */
const SIGN_OUTS_A_MINUTE = 20;

@Api('People')
@Controller('me/browsers')
export class BrowsersController {
  private readonly signOuts = new RateLimit({ name: 'sign-outs', limit: SIGN_OUTS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly signedOut: SignedOutBrowsers,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Delete(':browserId')
  @HttpCode(204)
  @Operation({
    id: 'signOutBrowser',
    summary: 'Sign out in a browser: sessions of yours that were opened there are closed to it for good',
    description:
      'Within seconds, and whatever is opened with this id later. The sessions run on. Tokens of your identity provider are its own to revoke.',
    answers: { 204: 'nothing' },
    refusals: ['forbidden', 'too-many-requests'],
    headers: { Position: false },
  })
  async signOut(
    @InContext() { principal }: PersonalContext,
    @Param('browserId', Id) browserId: string,
  ): Promise<Answer<undefined>> {
    await this.authorizer.allow(principal, 'sign-out');
    const rateLimit = this.signOuts.take(principal.userId);
    await this.signedOut.add(principal.userId, browserId);
    return new Answer(undefined, { rateLimit });
  }
}
