export { NotificationsRoutesModule } from './http/notifications-routes.module.js';
export { inboxStream } from './inbox.js';
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
export { RaiseNotification } from './write/raise-notification.js';
