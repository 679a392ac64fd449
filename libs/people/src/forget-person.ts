import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { Command } from '#libs/event-sourcing';

/** Name and address go from the user directory, which no event can do. Can be repeated. */
export class ForgetPerson extends Command<{ readonly userId: string }> {}

@CommandHandler(ForgetPerson)
export class ForgetPersonHandler implements ICommandHandler<ForgetPerson> {
  constructor(@Inject(USER_DIRECTORY) private readonly directory: UserDirectory) {}

  async execute({ data: { userId } }: ForgetPerson): Promise<void> {
    await this.directory.erase(userId);
  }
}
