import { t } from '@lingui/core/macro';

/** What the bell says. */
export const bellInWords = (unread: number | undefined): string => {
  if (unread === undefined) return t`Inbox`;
  return unread === 0 ? t`Inbox, nothing unread` : t`Inbox, ${unread} unread`;
};

const MOST_SHOWN = 99;

/** What fits on the bell. */
export const badgeOf = (unread: number): string => (unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread));
