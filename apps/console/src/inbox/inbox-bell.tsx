import { t } from '@lingui/core/macro';
import { type ReactNode, useRef, useState } from 'react';
import { NavLink } from 'react-router';
import { addresses } from '../page/addresses.js';
import { useEffect } from '../page/use-effect.js';
import { badgeOf, bellInWords } from './inbox-words.js';
import { useUnread } from './use-unread.js';

/** Leads to the inbox, and says how much in it is unread. */
export const InboxBell = (): ReactNode => {
  const unread = useUnread();
  return (
    <>
      <NavLink to={addresses.inbox} className="bell" aria-label={bellInWords(unread)}>
        <BellIcon />
        {unread !== undefined && unread > 0 && (
          <span className="badge" aria-hidden="true">
            {badgeOf(unread)}
          </span>
        )}
      </NavLink>
      <NewsForScreenReaders unread={unread} />
    </>
  );
};

const BellIcon = (): ReactNode => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15L6 17Z" />
    <path d="M10 21a2 2 0 0 0 4 0" />
  </svg>
);

/** What the eye sees grow. */
const NewsForScreenReaders = ({ unread }: { readonly unread: number | undefined }): ReactNode => {
  const before = useRef(unread);
  const [words, setWords] = useState('');
  useEffect(() => {
    const was = before.current;
    before.current = unread;
    if (unread !== undefined && was !== undefined && unread > was)
      setWords(t`New notification. Inbox, ${unread} unread.`);
  }, [unread]);
  return (
    <p role="status" className="hidden">
      {words}
    </p>
  );
};
