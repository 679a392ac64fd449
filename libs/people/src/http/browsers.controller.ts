import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { SignedOutBrowsers } from '#libs/access';
import { Api, Id, InContext, Operation, type PersonalContext } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';

@Api('People')
@Controller('me/browsers')
export class BrowsersController {
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
    refusals: ['forbidden'],
    headers: { Position: false },
  })
  async signOut(@InContext() { principal }: PersonalContext, @Param('browserId', Id) browserId: string): Promise<void> {
    await this.authorizer.allow(principal, 'sign-out');
    await this.signedOut.add(principal.userId, browserId);
  }
}
