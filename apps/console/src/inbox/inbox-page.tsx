import { type ReactNode, useCallback, useState } from 'react';
import type { Notification } from '../api/views.js';
import { ConnectionBanner } from '../live/connection-banner.js';
import { Alert } from '../page/alert.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useRequest } from '../page/use-request.js';
import { NotificationRow } from './notification-row.js';
import { useInbox } from './use-inbox.js';
import { useNow } from './use-now.js';

const PAGE = 30;
const MINUTE_MS = 60_000;

export const InboxPage = (): ReactNode => {
  const { api, live, inbox } = useServices();
  const { unread, connection, counted } = useInbox();
  const [count, setCount] = useState(PAGE);
  const command = useCommand();
  // counted again: there may be something new to read
  const read = useCallback(() => api.getFirst<Notification>('/notifications', count), [api, count, counted]);
  const { answer, problem } = useRequest(read);
  const send = (path: string): Promise<boolean> =>
    command.run(async () => {
      await api.send('POST', path);
      await inbox.refresh();
    });
  return (
    <>
      <ConnectionBanner connection={connection} onTryNow={() => live.tryNow()} />
      <div className="headline">
        <PageTitle>Inbox</PageTitle>
        <button
          type="button"
          aria-disabled={unread === undefined || unread === 0 || command.isRunning}
          onClick={() => void (unread !== 0 && send('/notifications/read-all'))}
        >
          Mark all as read
        </button>
      </div>
      <Alert>{problem}</Alert>
      <Alert>{command.problem}</Alert>
      <Notifications
        notifications={answer?.items}
        isBusy={command.isRunning}
        onRead={({ notificationId }) => void send(`/notifications/${notificationId}/read`)}
      />
      {answer?.hasMore === true && (
        <div className="more">
          <button type="button" onClick={() => setCount((shown) => shown + PAGE)}>
            Show more
          </button>
        </div>
      )}
    </>
  );
};

interface Props {
  readonly notifications: readonly Notification[] | undefined;
  readonly isBusy: boolean;
  readonly onRead: (notification: Notification) => void;
}

const Notifications = ({ notifications, isBusy, onRead }: Props): ReactNode => {
  const keptFocus = useKeptFocus<HTMLUListElement>();
  const now = useNow(MINUTE_MS);
  if (notifications === undefined) return <p className="soft">…</p>;
  if (notifications.length === 0)
    return (
      <p className="soft empty">
        Nothing here. You are told when a newer image is available for a session that you can change.
      </p>
    );
  return (
    <ul className="rows" aria-label="Notifications" {...keptFocus}>
      {notifications.map((notification) => (
        <NotificationRow
          key={notification.notificationId}
          notification={notification}
          now={now}
          isBusy={isBusy}
          onRead={() => onRead(notification)}
        />
      ))}
    </ul>
  );
};
