import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { Inbox } from '../inbox.js';
import type { NotificationsEvent } from '../notifications.events.js';
import { reject } from '../notifications.rejections.js';

/** Sent by a policy when a person was erased. */
export class CloseInbox extends Command<{ readonly userId: string }> {}

/** Also one that was always empty: whoever is about to raise something in it must find it closed. */
export const closeInbox: Decide<DataOf<CloseInbox>, Inbox, NotificationsEvent> = ({ actor }, { kept, isClosed }) => {
  if (!actor.startsWith('system:')) return reject('forbidden', 'An inbox is closed by the erasure of its person.');
  if (isClosed) return nothing;
  return [{ type: 'InboxClosed', data: { notificationIds: kept.map(({ notificationId }) => notificationId) } }];
};
