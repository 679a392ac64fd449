export { NotificationsRoutesModule } from './http/notifications-routes.module.js';
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
export { notificationDocuments } from './read/notifications.projection.js';
export { unreadNotifications } from './read/unread-notifications.projection.js';
export { tellOfDueDisks } from './telling/tell-of-due-disks.js';
export { RaiseNotification, raiseNotification } from './write/raise-notification.js';
