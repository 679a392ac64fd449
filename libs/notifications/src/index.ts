export { type Channel } from './delivery/channel.js';
export { DELIVERY_SETTINGS, type DeliverySettings } from './delivery/delivery-settings.js';
export { DocumentOutbox } from './delivery/document-outbox.js';
export { EmailChannel } from './delivery/email-channel.js';
export { InvitationChannel } from './delivery/invitation-channel.js';
export { OutboxDelivery } from './delivery/outbox-delivery.js';
export { type ChannelName, channelNames, type OutboxRow } from './delivery/outbox-row.js';
export { RecipientHashes } from './delivery/recipient-hashes.js';
export { SmtpMailer } from './delivery/smtp-mailer.js';
export { UnsubscribeLinks } from './delivery/unsubscribe-links.js';
export { WebhookChannel } from './delivery/webhook-channel.js';
export { deliveryEvents } from './delivery.events.js';
export { NotificationsRoutesModule } from './http/notifications-routes.module.js';
export { imageNewsEvents } from './image-news.events.js';
export { inbox, inboxStream } from './inbox.js';
export { InboxChannels } from './live/inbox-channels.js';
export { InboxFeed } from './live/inbox-feed.js';
export { InboxPast } from './live/inbox-past.js';
export {
  type Notice,
  type NotificationsEvent,
  notificationsAudience,
  notificationsEvents,
} from './notifications.events.js';
export { NotificationsModule } from './notifications.module.js';
export { notificationsProblems } from './notifications.rejections.js';
export { InboxQueries } from './read/inbox.queries.js';
export { notificationDocuments } from './read/notifications.projection.js';
export { unreadNotifications } from './read/unread-notifications.projection.js';
export { tellOfDueDisks } from './telling/tell-of-due-disks.js';
export { RaiseNotification, raiseNotification } from './write/raise-notification.js';
