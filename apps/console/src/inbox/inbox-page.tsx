import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useContext, useState } from 'react';
import { Link } from 'react-router';
import type { Api } from '../api/create-api.js';
import { firstOf } from '../api/first-of.js';
import type { Notification } from '../api/schema.js';
import { ConnectionBanner } from '../live/connection-banner.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { Failed } from '../page/failed.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { InboxConnection } from './inbox-connection.js';
import { NotificationRow } from './notification-row.js';
import { useUnread } from './use-unread.js';

const PAGE = 30;

const newest = (api: Api, count: number) =>
  queryOptions({
    queryKey: ['inbox', 'notifications', count],
    queryFn: () => firstOf(count, (page) => api.GET('/api/v1/notifications', { params: { query: page } })),
    placeholderData: keepPreviousData,
  });

export const InboxPage = (): ReactNode => {
  const { api, live } = useServices();
  const client = useQueryClient();
  const unread = useUnread();
  const connection = useContext(InboxConnection);
  const [count, setCount] = useState(PAGE);
  const reading = useCommand();
  const showing = useCommand();
  const notifications = useQuery(newest(api, count));
  const readAll = (): Promise<boolean> =>
    reading.run(async () => {
      await api.POST('/api/v1/notifications/read-all');
      await client.invalidateQueries({ queryKey: ['inbox'] });
    });
  const readOne = async ({ notificationId }: Notification): Promise<void> => {
    await api.POST('/api/v1/notifications/{notificationId}/read', { params: { path: { notificationId } } });
    await client.invalidateQueries({ queryKey: ['inbox'] });
  };
  const showMore = (): Promise<boolean> =>
    showing.run(async () => {
      const { items } = await client.query({ ...newest(api, count + PAGE), retry: false });
      setCount(count + PAGE);
      const next = items[notifications.data?.items.length ?? 0];
      if (next !== undefined) focusOnceDrawn(next.notificationId);
    });
  return (
    <>
      <ConnectionBanner connection={connection} onTryNow={() => live.tryNow()} />
      <div className="headline">
        <PageTitle>{t`Inbox`}</PageTitle>
        <button
          type="button"
          aria-disabled={unread === undefined || unread === 0 || reading.isRunning}
          onClick={() => void (unread !== 0 && readAll())}
        >
          <Trans>Mark all as read</Trans>
        </button>
      </div>
      <p>
        <Link to={addresses.notificationSettings}>
          <Trans>Notification settings</Trans>
        </Link>
      </p>
      <Failed of={[notifications]} />
      <Alert>{reading.problem}</Alert>
      <Notifications notifications={notifications.data?.items} onRead={readOne} />
      {notifications.data?.hasMore === true && (
        <div className="more">
          <button type="button" aria-disabled={showing.isRunning} onClick={() => void showMore()}>
            <Trans>Show more</Trans>
          </button>
          <Alert>{showing.problem}</Alert>
        </div>
      )}
    </>
  );
};

interface Props {
  readonly notifications: readonly Notification[] | undefined;
  readonly onRead: (notification: Notification) => Promise<void>;
}

const Notifications = ({ notifications, onRead }: Props): ReactNode => {
  const keptFocus = useKeptFocus<HTMLUListElement>();
  if (notifications === undefined) return <p className="soft">…</p>;
  if (notifications.length === 0)
    return (
      <p className="soft empty">
        <Trans>
          Nothing here. You are told when a newer image is available for a session that you can change, before your
          session is paused by itself, and before your files of a session are deleted.
        </Trans>
      </p>
    );
  return (
    <ul className="rows" aria-label={t`Notifications`} {...keptFocus}>
      {notifications.map((notification) => (
        <NotificationRow
          key={notification.notificationId}
          notification={notification}
          onRead={() => onRead(notification)}
        />
      ))}
    </ul>
  );
};
