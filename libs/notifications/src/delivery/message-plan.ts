import { deriveId } from '#libs/event-sourcing';
import type { NotificationRow } from './outbox-row.js';

/** More than these are told in one message. */
const MOST_MESSAGES = 5;

interface PlannedMessage {
  /** Follows from what is in it: planned again after a crash, it is the same message. */
  readonly messageId: string;
  readonly rows: readonly NotificationRow[];
}

/** Which messages one person's waiting notifications become, once the first is due. */
export const messagePlan = (waiting: readonly NotificationRow[], now: Date): readonly PlannedMessage[] => {
  if (waiting.length <= MOST_MESSAGES) {
    const due = waiting.filter(({ dueAt }) => dueAt <= now);
    return due.map((row) => ({ messageId: row.notificationId, rows: [row] }));
  }
  const ids = waiting.map(({ notificationId }) => notificationId).sort();
  return [{ messageId: deriveId('notifications', ...ids), rows: waiting }];
};
