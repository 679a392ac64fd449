import type { ReactNode } from 'react';
import type { Notification } from '../api/views.js';
import { projectAddress, sessionAddress } from '../page/address.js';
import { Link } from '../page/link.js';
import { agoInWords } from './inbox-words.js';

interface Props {
  readonly notification: Notification;
  readonly now: Date;
  readonly isBusy: boolean;
  readonly onRead: () => void;
}

export const NotificationRow = ({ notification, now, isBusy, onRead }: Props): ReactNode => (
  <li className={notification.read ? 'notification' : 'notification unread'}>
    <div>
      <p className="break">
        {!notification.read && <span className="hidden">Unread: </span>}
        {words[notification.kind](notification)}
      </p>
      <p className="soft small break">
        <Origin notification={notification} />
        <Since at={notification.raisedAt} now={now} />
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
    <Link href={sessionAddress(notification.projectId, notification.sessionId)}>{notification.sessionName}</Link>
  );

/** What there is to be told, kind by kind. */
const words: Readonly<Record<Notification['kind'], (notification: Notification) => ReactNode>> = {
  'image-available': (notification) => (
    <>
      A newer image is available for <SessionLink notification={notification} /> in{' '}
      <Link href={projectAddress(notification.projectId)}>{notification.projectName}</Link>
    </>
  ),
  'disk-due': (notification) => (
    <>
      Your files of <SessionLink notification={notification} /> in{' '}
      <Link href={projectAddress(notification.projectId)}>{notification.projectName}</Link> are deleted
      {notification.expiresAt !== undefined && <Until at={notification.expiresAt} />}. Resume it or download what you
      need before.
    </>
  ),
};

const Until = ({ at }: { readonly at: string }): ReactNode => (
  <>
    {' '}
    on <time dateTime={at}>{exactFormat.format(new Date(at))}</time>
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

const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

const Since = ({ at, now }: { readonly at: string; readonly now: Date }): ReactNode => (
  <time dateTime={at} title={exactFormat.format(new Date(at))}>
    {agoInWords(at, now)}
  </time>
);
