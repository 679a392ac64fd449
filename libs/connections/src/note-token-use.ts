import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Command } from '#libs/event-sourcing';
import { CONNECTIONS, type Connections } from './connections.js';

/** Sent by a policy: what a Git host thought of a token that a run cloned with. `at` is the time of the event that said so. */
export class NoteTokenUse extends Command<{
  readonly userId: string;
  readonly tokenId: string;
  readonly isRefused: boolean;
  readonly at: string;
}> {}

@CommandHandler(NoteTokenUse)
export class NoteTokenUseHandler implements ICommandHandler<NoteTokenUse> {
  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  async execute({ data: { userId, tokenId, isRefused, at } }: NoteTokenUse): Promise<void> {
    await this.connections.noteUse(userId, { tokenId, isRefused, at: new Date(at) });
  }
}
