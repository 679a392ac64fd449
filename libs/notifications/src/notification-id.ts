import { deriveId } from '#libs/event-sourcing';
import type { Notice } from './notifications.events.js';

/** What makes one notification another than the one before it, about the same session. */
const told = (notice: Notice): string => {
  switch (notice.kind) {
    case 'image-available':
      return notice.repositoryId === undefined ? notice.image.digest : `${notice.branch} ${notice.image.digest}`;
    case 'disk-due':
      return `${notice.diskId} ${notice.expiresAt}`;
    case 'pause-due':
      return `${notice.launchId} ${notice.run} ${notice.pausesAt}`;
  }
};

/** What it is told of. */
const place = (notice: Notice): string =>
  notice.kind === 'image-available' && notice.repositoryId !== undefined
    ? `${notice.projectId} ${notice.repositoryId}`
    : notice.sessionId;

/**
 * The same for the same person, project, branch and image, for a disk and its expiry, or for a run and its announced pause, whoever tells of
 * it and however often.
 */
export const notificationIdOf = (userId: string, notice: Notice): string =>
  deriveId('notification', userId, notice.kind, place(notice), told(notice));
