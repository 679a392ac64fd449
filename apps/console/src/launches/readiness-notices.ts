const KEY = 'renku-sessions.told-when-ready';

export type NoticesWish = 'wanted' | 'not-wanted' | 'denied';

/** Whether somebody wants to be told, by a notification of their desktop, that a session is ready: remembered by the browser. */
export const readinessNotices = {
  wish: (): NoticesWish => {
    if (!('Notification' in window) || Notification.permission === 'denied') return 'denied';
    return Notification.permission === 'granted' && localStorage.getItem(KEY) === 'yes' ? 'wanted' : 'not-wanted';
  },
  /** Browsers ask only in answer to a press. */
  want: async (isWanted: boolean): Promise<NoticesWish> => {
    if (isWanted) await Notification.requestPermission();
    localStorage.setItem(KEY, isWanted ? 'yes' : 'no');
    return readinessNotices.wish();
  },
} as const;
