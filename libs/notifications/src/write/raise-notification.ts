import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import { INBOX_SIZE, type Inbox, subjectOf } from '../inbox.js';
import { notificationIdOf } from '../notification-id.js';
import type { Notice, NotificationsEvent } from '../notifications.events.js';
import { reject } from '../notifications.rejections.js';

/** Sent by policies: "the user is notified when a new image is available". */
export class RaiseNotification extends Command<{ readonly userId: string; readonly notice: Notice }> {}

/** The oldest that was read, or is out of date; the oldest of all where none is. */
const leastMissed = (kept: Inbox['kept']): Inbox['kept'][number] | undefined =>
  kept.find(({ isUnread }) => !isUnread) ?? kept[0];

/** What is not the newest of it any more. */
const outOfDate = (kept: Inbox['kept'], notice: Notice, notificationId: string): string | undefined =>
  kept.find((one) => one.isUnread && one.subject === subjectOf(notice) && one.notificationId !== notificationId)
    ?.notificationId;

/** Once of each thing; what it makes out of date leaves the inbox unread. Nobody is told anything who was erased. */
export const raiseNotification: Decide<DataOf<RaiseNotification>, Inbox, NotificationsEvent> = (
  { userId, notice, actor },
  { kept, isClosed },
) => {
  if (!actor.startsWith('system:')) return reject('forbidden', 'Only the system itself raises notifications.');
  const notificationId = notificationIdOf(userId, notice);
  if (isClosed) return nothing;
  const supersedes = outOfDate(kept, notice, notificationId);
  if (kept.some((one) => one.notificationId === notificationId))
    // such as a branch that went back to an image that was told before
    return supersedes === undefined
      ? nothing
      : [{ type: 'NotificationWithdrawn', data: { notificationIds: [supersedes] } }];
  const displaces = kept.length < INBOX_SIZE ? undefined : leastMissed(kept)?.notificationId;
  return [{ type: 'NotificationRaised', data: { ...notice, notificationId, supersedes, displaces } }];
};
