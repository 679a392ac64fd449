import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Notification } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { Moment } from '../page/moment.js';
import { shownTime } from '../page/shown-time.js';
import { useCommand } from '../page/use-command.js';

interface Props {
  readonly notification: Notification;
  readonly onRead: () => Promise<void>;
}

export const NotificationRow = ({ notification, onRead }: Props): ReactNode => {
  const command = useCommand();
  const read = (): void => void command.run(onRead);
  return (
    <li
      id={notification.notificationId}
      tabIndex={-1}
      className={notification.read ? 'notification' : 'notification unread'}
    >
      <div>
        <p
          className="break"
          // whoever follows a link of it has read it
          onClick={(event) => {
            if (!notification.read && event.target instanceof HTMLAnchorElement) read();
          }}
        >
          {!notification.read && (
            <span className="hidden">
              <Trans>Unread:</Trans>{' '}
            </span>
          )}
          <Told notification={notification} />
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
          aria-disabled={command.isRunning}
          aria-label={markWords(notification)}
          onClick={read}
        >
          <Trans>Mark as read</Trans>
        </button>
      )}
      <Alert>{command.problem}</Alert>
    </li>
  );
};

const nameOf = ({ sessionName }: Notification): string => sessionName ?? t`a session that was removed`;

const markWords = (notification: Notification): string => {
  const { projectName } = notification;
  const name = nameOf(notification);
  return t`Mark as read: ${name} in ${projectName}`;
};

interface Of {
  readonly notification: Notification;
}

/** `removed`: how one is called that has no name any more. */
const SessionLink = ({
  notification,
  removed = nameOf(notification),
}: Of & { readonly removed?: string }): ReactNode =>
  notification.sessionName === undefined ? (
    removed
  ) : (
    <Link to={addresses.session(notification.projectId, notification.sessionId)}>{notification.sessionName}</Link>
  );

const ProjectLink = ({ notification: { projectId, projectName } }: Of): ReactNode => (
  <Link to={addresses.project(projectId)}>{projectName}</Link>
);

const FullTime = ({ at }: { readonly at: string }): ReactNode => <time dateTime={at}>{shownTime(at, 'full')}</time>;

/** Also of the other sessions of the same project of which the same is told. */
const ImageAvailable = ({ notification }: Of): ReactNode => {
  const others = (notification.sessionCount ?? 1) - 1;
  return others > 0 ? (
    <Trans>
      A newer image is available for <SessionLink notification={notification} /> and{' '}
      <Plural value={others} one="# other session" other="# other sessions" /> in{' '}
      <ProjectLink notification={notification} />
    </Trans>
  ) : (
    <Trans>
      A newer image is available for <SessionLink notification={notification} /> in{' '}
      <ProjectLink notification={notification} />
    </Trans>
  );
};

const DiskDue = ({ notification }: Of): ReactNode =>
  notification.expiresAt === undefined ? (
    <Trans>
      Your files of <SessionLink notification={notification} /> in <ProjectLink notification={notification} /> will be
      deleted. Resume it or download what you need before.
    </Trans>
  ) : (
    <Trans>
      Your files of <SessionLink notification={notification} /> in <ProjectLink notification={notification} /> will be
      deleted on <FullTime at={notification.expiresAt} />. Resume it or download what you need before.
    </Trans>
  );

const PauseDue = ({ notification }: Of): ReactNode => {
  const { pausesAt, reason } = notification;
  const why = reason && pauseReasons[reason];
  const removed = t({ message: 'A session that was removed', context: 'begins a sentence' });
  const session = <SessionLink notification={notification} removed={removed} />;
  return (
    <>
      {pausesAt === undefined ? (
        <Trans>
          {session} in <ProjectLink notification={notification} /> will be paused.
        </Trans>
      ) : (
        <Trans>
          {session} in <ProjectLink notification={notification} /> will be paused on <FullTime at={pausesAt} />.
        </Trans>
      )}{' '}
      {why && t(why)}
    </>
  );
};

/** A newer server may have others. */
const pauseReasons: Readonly<Partial<Record<string, MessageDescriptor>>> = {
  idle: msg`Nobody uses it. Use it, or keep it running there.`,
  'max-lifetime': msg`It has run for as long as a session may. Keep it running there, if you still need it.`,
};

/** Of a newer server. */
const UnknownKind = ({ notification }: Of): ReactNode => (
  <Trans>
    There is news of <SessionLink notification={notification} /> that this page does not know yet: reload it.
  </Trans>
);

/** What there is to be told, kind by kind. */
const kinds: Readonly<Record<Notification['kind'], (of: Of) => ReactNode>> = {
  'image-available': ImageAvailable,
  'disk-due': DiskDue,
  'pause-due': PauseDue,
};

const Told = ({ notification }: Of): ReactNode => {
  const Kind = Object.hasOwn(kinds, notification.kind) ? kinds[notification.kind] : UnknownKind;
  return <Kind notification={notification} />;
};

const Origin = ({ notification: { commit, branch, image } }: Of): ReactNode => (
  <>
    {commit !== undefined && <Commit commit={commit} />}
    {branch !== undefined && (
      <>
        <Trans>
          branch <code>{branch}</code>
        </Trans>
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

const Commit = ({ commit }: { readonly commit: string }): ReactNode => {
  const id = commit.slice(0, 8);
  return (
    <>
      <Trans>
        commit <code title={commit}>{id}</code>
      </Trans>
      {' · '}
    </>
  );
};
