import { type ReactNode, useId, useState } from 'react';
import type { Launch, Session } from '../api/views.js';
import { InsideNewerImage } from '../images/image-dialogs.js';
import { LaunchFacts } from '../launches/launch-facts.js';
import { isOccupiedByAnother } from '../launches/legal-actions.js';
import { LogsDialog } from '../launches/logs-dialog.js';
import { LaunchProgress, StatusBadge } from '../launches/status-badge.js';
import { Alert } from '../page/alert.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useOpenProject } from '../projects/open-project.js';
import { shortCommit } from './branch-words.js';
import { cardId } from './focus-sessions.js';
import { ImageFacts } from './image-facts.js';
import { SessionButtons } from './session-buttons.js';
import { SessionDetails } from './session-details.js';
import { mountedRepositories, mountedStorages, resourcesInWords } from './session-words.js';
import { useSessionCommand } from './use-session-command.js';
import { useSessionNow } from './use-session-now.js';

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

interface Props {
  readonly session: Session;
  /** The person's launch of the session's environment here, whichever session it belongs to. */
  readonly place: Launch | undefined;
}

export const SessionCard = ({ session, place }: Props): ReactNode => {
  const titleId = useId();
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const command = useSessionCommand(own);
  const status = own?.status ?? session.status ?? 'inactive';
  return (
    <article className={`card ${status}`} id={cardId(session.sessionId)} tabIndex={-1} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{session.name}</h3>
        {session.isDefault && <span className="tag default">default</span>}
        <StatusBadge status={status} />
      </header>
      <LaunchProgress launch={own} />
      <Description text={session.environment.description} />
      <ImageFacts session={session} />
      <Mounts session={session} />
      <Occupied session={session} place={place} />
      <LaunchFacts launch={own} />
      <ImageOffer session={session} />
      <Alert>{command.problem}</Alert>
      <SessionButtons session={session} place={place} command={command} />
      <footer>
        <SessionDetails session={session} />
        <Logs launchId={own?.launchId} name={session.name} />
      </footer>
    </article>
  );
};

const Description = ({ text }: { readonly text: string | undefined }): ReactNode =>
  text === undefined || text === '' ? null : <p className="soft">{text}</p>;

const ImageOffer = ({ session }: Pick<Props, 'session'>): ReactNode => {
  const { imageUpdate } = session;
  return imageUpdate === undefined ? null : (
    <p className="note">
      A newer image is available since {dateFormat.format(new Date(imageUpdate.availableSince))}
      {imageUpdate.commit === undefined ? '' : `, of commit ${shortCommit(imageUpdate.commit)}`}:{' '}
      <code className="break">{imageUpdate.reference}</code> <InsideNewerImage session={session} />
    </p>
  );
};

const Logs = ({ launchId, name }: { readonly launchId: string | undefined; readonly name: string }): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  if (launchId === undefined) return null;
  return (
    <>
      <button type="button" className="quiet small" aria-label={`Logs of ${name}`} onClick={() => setOpen(true)}>
        Logs
      </button>
      {isOpen && (
        <FailureBoundary name="This dialog">
          <LogsDialog launchId={launchId} name={name} onClose={() => setOpen(false)} />
        </FailureBoundary>
      )}
    </>
  );
};

const Mounts = ({ session }: { readonly session: Session }): ReactNode => {
  const { data } = useOpenProject();
  const mounted = mountedRepositories(session, data.repositories);
  const storages = mountedStorages(session, data.storages);
  return (
    <dl className="facts">
      <div>
        <dt>Code</dt>
        <dd>
          {mounted.length === 0 ? (
            <span className="soft">
              {data.repositories.length === 0 ? 'No repository connected' : 'No repository chosen'}
            </span>
          ) : (
            <span className="tags">
              {mounted.map(({ repositoryId, name, url }) => (
                <code key={repositoryId} className="tag" title={url}>
                  /work/{name}
                </code>
              ))}
            </span>
          )}
        </dd>
      </div>
      {storages.length > 0 && (
        <div>
          <dt>Storages</dt>
          <dd className="tags">
            {storages.map(({ storageId, name, source }) => (
              <code key={storageId} className="tag" title={source}>
                /work/{name}
              </code>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>At least</dt>
        <dd>
          {session.resourceClass !== undefined && <strong>{session.resourceClass.name}</strong>}{' '}
          {resourcesInWords(session.resources) ?? <span className="soft">No minimum resources</span>}
        </dd>
      </div>
    </dl>
  );
};

const Occupied = ({ session, place }: Props): ReactNode =>
  place !== undefined && isOccupiedByAnother(session, place) ? <OccupiedBy sessionId={place.sessionId} /> : null;

const OccupiedBy = ({ sessionId }: { readonly sessionId: string }): ReactNode => {
  const { session, isGone } = useSessionNow(sessionId);
  const name = isGone ? 'a session that was removed' : (session?.name ?? '…');
  return (
    <p className="note">
      You already have this environment in “{name}”, and one at a time is possible. Stop that one to launch this one.
    </p>
  );
};
