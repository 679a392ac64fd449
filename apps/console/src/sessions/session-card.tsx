import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import type { Launch, Session } from '../api/schema.js';
import { LaunchFacts } from '../launches/launch-facts.js';
import { LogsButton } from '../launches/logs-button.js';
import { Since } from '../launches/since.js';
import { LaunchProgress } from '../launches/status-badge.js';
import { statusSince } from '../launches/status-since.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { BranchGone } from './branch-gone.js';
import { cardId } from './card-id.js';
import { ImageOffer } from './image-offer.js';
import { Occupied } from './occupied.js';
import { SessionButtons } from './session-buttons.js';
import { SessionConfiguration } from './session-configuration.js';
import { SessionDetails } from './session-details.js';
import { SessionStatus } from './session-status.js';
import { useKeptInView } from './use-kept-in-view.js';
import { useSessionCommand } from './use-session-command.js';

interface Props {
  readonly session: Session;
  /** The person's launch of the session's environment here, whichever session it belongs to. */
  readonly place: Launch | undefined;
  /** The person has just added it. */
  readonly isNew: boolean;
}

export const SessionCard = ({ session, place, isNew }: Props): ReactNode => {
  const titleId = useId();
  useKeptInView(session);
  // what is shown of a launch goes when it is over, as the link that waits for it
  const keptFocus = useKeptFocus<HTMLElement>();
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const command = useSessionCommand(own);
  const status = own?.status ?? session.status ?? 'inactive';
  return (
    <article
      className={`card ${status} ${isNew ? 'new' : ''}`}
      id={cardId(session.sessionId)}
      aria-labelledby={titleId}
      {...keptFocus}
    >
      <CardHead titleId={titleId} session={session} own={own} isNew={isNew} />
      <LaunchProgress launch={own} />
      <SessionConfiguration session={session} />
      <Occupied session={session} place={place} />
      <LaunchFacts launch={own} />
      <ImageOffer session={session} />
      <BranchGone session={session} />
      <Alert>{command.problem}</Alert>
      <SessionButtons session={session} place={place} command={command} />
      <footer>
        <SessionDetails session={session} />
        <LogsButton launchId={own?.launchId} name={session.name} />
      </footer>
    </article>
  );
};

interface HeadProps extends Pick<Props, 'session' | 'isNew'> {
  readonly titleId: string;
  readonly own: Launch | undefined;
}

const CardHead = ({ titleId, session, own, isNew }: HeadProps): ReactNode => {
  const { projectId } = useOpenProject();
  const status = own?.status ?? session.status ?? 'inactive';
  return (
    <>
      <header>
        <h3 id={titleId}>
          <Link to={addresses.session(projectId, session.sessionId)}>{session.name}</Link>
        </h3>
        {session.isDefault && (
          <span className="tag default">
            <Trans>default</Trans>
          </span>
        )}
        {isNew && (
          <span className="tag">
            <Trans>just added</Trans>
          </span>
        )}
        <SessionStatus session={session} own={own} />
      </header>
      <Since at={own === undefined ? session.lastUsedAt : statusSince(own)} status={status} />
    </>
  );
};
