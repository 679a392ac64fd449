import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { CONNECTIONS, type Connections } from '#libs/connections';
import { Command } from '#libs/event-sourcing';

/** Name and address go from the user directory, and their tokens, which no event can do. Can be repeated. */
export class ForgetPerson extends Command<{ readonly userId: string }> {}

@CommandHandler(ForgetPerson)
export class ForgetPersonHandler implements ICommandHandler<ForgetPerson> {
  constructor(
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(CONNECTIONS) private readonly connections: Connections,
  ) {}

  async execute({ data: { userId } }: ForgetPerson): Promise<void> {
    await this.directory.erase(userId);
    // afterwards: who is given a token meanwhile sees that the person is gone, and forgets it
    await this.connections.erase(userId);
  }
}
