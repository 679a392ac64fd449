import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Command } from '#libs/event-sourcing';
import type { NotificationKind } from '../delivery.events.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { DocumentOutbox } from './document-outbox.js';

/** A notification is to be told on the channels that the operator has set up. Can be repeated. */
export class QueueDelivery extends Command<{
  readonly userId: string;
  readonly notificationId: string;
  readonly kind: NotificationKind;
  readonly position: string;
}> {}

@CommandHandler(QueueDelivery)
export class QueueDeliveryHandler implements ICommandHandler<QueueDelivery> {
  constructor(
    private readonly outbox: DocumentOutbox,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
  ) {}

  async execute({ data }: QueueDelivery): Promise<void> {
    if (this.settings.email !== 'off') await this.outbox.queue({ ...data, channel: 'email' });
    if (this.settings.webhook) await this.outbox.queue({ ...data, channel: 'webhook' });
  }
}
