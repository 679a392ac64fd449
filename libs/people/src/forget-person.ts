import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PERSONAL_TOKENS, type PersonalTokens, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { CONNECTIONS, type Connections } from '#libs/connections';
import { Command } from '#libs/event-sourcing';
import { INVITED_ADDRESSES, type InvitedAddresses } from '#libs/projects';

/** Name and address go from the user directory, the address from invitations, and their tokens, which no event can do. Can be repeated. */
export class ForgetPerson extends Command<{ readonly userId: string }> {}

@CommandHandler(ForgetPerson)
export class ForgetPersonHandler implements ICommandHandler<ForgetPerson> {
  constructor(
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(PERSONAL_TOKENS) private readonly tokens: PersonalTokens,
    @Inject(INVITED_ADDRESSES) private readonly invited: InvitedAddresses,
    @Inject(CONNECTIONS) private readonly connections: Connections,
  ) {}

  async execute({ data: { userId } }: ForgetPerson): Promise<void> {
    // before the directory forgets it: only while it knows the address this can be repeated
    const email = await this.directory.emailOf(userId);
    if (email !== undefined) await this.invited.erase(email);
    await this.directory.erase(userId);
    await this.tokens.erase(userId);
    // afterwards: who is given a token meanwhile sees that the person is gone, and forgets it
    await this.connections.erase(userId);
  }
}
