import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Notification } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Moment } from '../page/moment.js';
import { shownTime } from '../page/shown-time.js';

interface Props {
  readonly notification: Notification;
  readonly isBusy: boolean;
  readonly onRead: () => void;
}

export const NotificationRow = ({ notification, isBusy, onRead }: Props): ReactNode => (
  <li className={notification.read ? 'notification' : 'notification unread'}>
    <div>
      <p
        className="break"
        // whoever follows a link of it has read it
        onClick={(event) => {
          if (!notification.read && event.target instanceof HTMLAnchorElement) onRead();
        }}
      >
        {!notification.read && <span className="hidden">Unread: </span>}
        {(Object.hasOwn(words, notification.kind) ? words[notification.kind] : unknownKind)(notification)}
      </p>
      <p className="soft small break">
        <Origin notification={notification} />
        <Moment at={notification.raisedAt} />
      </p>
    </div>
    {!notification.read && (
      <button
        type="button"
        className="quiet"
        aria-disabled={isBusy}
        aria-label={`Mark as read: ${nameOf(notification)} in ${notification.projectName}`}
        onClick={onRead}
      >
        Mark as read
      </button>
    )}
  </li>
);

const nameOf = ({ sessionName }: Notification): string => sessionName ?? 'a session that was removed';

const SessionLink = ({ notification }: { readonly notification: Notification }): ReactNode =>
  notification.sessionName === undefined ? (
    nameOf(notification)
  ) : (
    <Link to={addresses.session(notification.projectId, notification.sessionId)}>{notification.sessionName}</Link>
  );

/** Sessions of the same project of which the same is told. */
const Others = ({ count }: { count: number }) =>
  count > 0 && ` and ${count} other ${count === 1 ? 'session' : 'sessions'}`;

/** What there is to be told, kind by kind. */
const words: Readonly<Record<Notification['kind'], (notification: Notification) => ReactNode>> = {
  'image-available': (notification) => (
    <>
      A newer image is available for <SessionLink notification={notification} />
      <Others count={(notification.sessionCount ?? 1) - 1} /> in{' '}
      <Link to={addresses.project(notification.projectId)}>{notification.projectName}</Link>
    </>
  ),
  'disk-due': (notification) => (
    <>
      Your files of <SessionLink notification={notification} /> in{' '}
      <Link to={addresses.project(notification.projectId)}>{notification.projectName}</Link> will be deleted
      {notification.expiresAt !== undefined && <Until at={notification.expiresAt} />}. Resume it or download what you
      need before.
    </>
  ),
  'pause-due': (notification) => (
    <>
      <SessionLink notification={notification} /> in{' '}
      <Link to={addresses.project(notification.projectId)}>{notification.projectName}</Link> will be paused
      {notification.pausesAt !== undefined && <Until at={notification.pausesAt} />}.{' '}
      {notification.reason !== undefined && pauseReasons[notification.reason]}
    </>
  ),
};

/** Of a newer server. */
const unknownKind = (notification: Notification): ReactNode => (
  <>
    There is news of <SessionLink notification={notification} /> that this page does not know yet: reload it.
  </>
);

const pauseReasons: Readonly<Record<NonNullable<Notification['reason']>, string>> = {
  idle: 'Nobody uses it. Use it, or keep it running there.',
  'max-lifetime': 'It has run for as long as a session may. Keep it running there, if you still need it.',
};

const Until = ({ at }: { readonly at: string }): ReactNode => (
  <>
    {' '}
    on <time dateTime={at}>{shownTime(at, 'full')}</time>
  </>
);

const Origin = ({ notification: { commit, branch, image } }: { readonly notification: Notification }): ReactNode => (
  <>
    {commit !== undefined && (
      <>
        commit <code title={commit}>{commit.slice(0, 8)}</code>
        {' · '}
      </>
    )}
    {branch !== undefined && (
      <>
        branch <code>{branch}</code>
        {' · '}
      </>
    )}
    {image !== undefined && (
      <>
        <code title={image.digest}>{image.reference}</code>
        {' · '}
      </>
    )}
  </>
);
