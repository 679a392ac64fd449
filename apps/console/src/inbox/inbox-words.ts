/** What the bell says. */
export const bellInWords = (unread: number | undefined): string => {
  if (unread === undefined) return 'Inbox';
  return unread === 0 ? 'Inbox, nothing unread' : `Inbox, ${unread} unread`;
};

const MOST_SHOWN = 99;

/** What fits on the bell. */
export const badgeOf = (unread: number): string => (unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread));
