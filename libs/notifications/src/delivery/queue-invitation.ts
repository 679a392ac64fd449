import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Command } from '#libs/event-sourcing';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { DocumentOutbox } from './document-outbox.js';

/** An invitation is to be told by e-mail, where the operator has set that up. Can be repeated. */
export class QueueInvitation extends Command<{
  readonly invitationId: string;
  readonly projectId: string;
  readonly invitedBy: string;
}> {}

@CommandHandler(QueueInvitation)
export class QueueInvitationHandler implements ICommandHandler<QueueInvitation> {
  constructor(
    private readonly outbox: DocumentOutbox,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
  ) {}

  async execute({ data }: QueueInvitation): Promise<void> {
    if (this.settings.email !== 'off') await this.outbox.queueInvitation(data);
  }
}
