import { deriveId } from '#libs/event-sourcing';
import type { Notice } from './notifications.events.js';

/** What makes one notification another than the one before it, about the same session. */
const told = (notice: Notice): string => {
  switch (notice.kind) {
    case 'image-available':
      return notice.image.digest;
    case 'disk-due':
      return `${notice.diskId} ${notice.expiresAt}`;
  }
};

/** The same for the same person, session and image, or disk and expiry, whoever tells of it and however often. */
export const notificationIdOf = (userId: string, notice: Notice): string =>
  deriveId('notification', userId, notice.kind, notice.sessionId, told(notice));
