import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useMemo } from 'react';
import { useParams } from 'react-router';
import type { Launch, Session } from '../api/schema.js';
import { Announcement } from '../launches/announcement.js';
import { KeptFiles } from '../launches/kept-files.js';
import { LaunchFacts } from '../launches/launch-facts.js';
import { LaunchStepper } from '../launches/launch-stepper.js';
import { mayLaunch } from '../launches/legal-actions.js';
import { ReadinessChoice } from '../launches/readiness-choice.js';
import { LaunchProgress } from '../launches/status-badge.js';
import { statusInWords } from '../launches/status-words.js';
import { useTabIcon } from '../launches/use-tab-icon.js';
import { Alert } from '../page/alert.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { Waiting } from '../page/waiting.js';
import { mayReadHistory } from '../projects/may-read-history.js';
import { useOpenProject } from '../projects/open-project.js';
import { BranchGone } from './branch-gone.js';
import { ChooseImage } from './choose-image.js';
import { ImageOffer } from './image-offer.js';
import { NoSession } from './no-session.js';
import { Occupied } from './occupied.js';
import { placeOf } from './place-of.js';
import { RunsSection } from './runs-section.js';
import { SessionButtons } from './session-buttons.js';
import { SessionConfiguration } from './session-configuration.js';
import { SessionCrumbs } from './session-crumbs.js';
import { SessionDetails } from './session-details.js';
import { SessionHistory } from './session-history.js';
import { SessionStatus } from './session-status.js';
import { ShareLaunch } from './share-launch.js';
import { useCommandsOfSession } from './use-commands-of-session.js';
import { useNamesOfCreators } from './use-names-of-creators.js';
import { useSessionCommand } from './use-session-command.js';
import { useSessionNow } from './use-session-now.js';

/** Everything about the session that the address names. */
export const SessionPage = (): ReactNode => {
  const { sessionId = '' } = useParams();
  const { session, isGone } = useSessionNow(sessionId);
  const { data } = useOpenProject();
  useNamesOfCreators();
  if (session === undefined) return isGone ? <NoSession /> : <Waiting />;
  return (
    <FailureBoundary name={t`This session`} subject={sessionId}>
      <OfSession key={sessionId} session={session} place={placeOf(session, data.launches)} />
    </FailureBoundary>
  );
};

interface Props {
  readonly session: Session;
  readonly place: Launch | undefined;
}

const OfSession = ({ session, place }: Props): ReactNode => {
  const services = useServices();
  const { data } = useOpenProject();
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const status = own?.status ?? session.status ?? 'inactive';
  const { sessionId, name } = session;
  const shown = useMemo(() => [{ id: sessionId, name, status }], [sessionId, name, status]);
  return (
    <>
      <SessionCrumbs />
      <Headline session={session} own={own} status={status} />
      <Announcement of={shown} />
      <NowSection session={session} place={place} />
      <section aria-labelledby="configuration">
        <h2 id="configuration">
          <Trans>What the next run has</Trans>
        </h2>
        <div className="panel">
          <SessionConfiguration session={session} />
          <ImageOffer session={session} />
          <BranchGone session={session} />
          <ChooseImage session={session} />
          <SessionDetails session={session} />
        </div>
      </section>
      <ShareLaunch session={session} />
      {own !== undefined && <RunsSection session={session} launch={own} />}
      {mayReadHistory(services, data) && <SessionHistory sessionId={session.sessionId} />}
    </>
  );
};

interface HeadlineProps {
  readonly session: Session;
  readonly own: Launch | undefined;
  readonly status: Launch['status'];
}

const Headline = ({ session, own, status }: HeadlineProps): ReactNode => {
  useTabIcon(status);
  return (
    <div className="headline">
      <PageTitle part={status === 'inactive' ? undefined : statusInWords(status)}>{session.name}</PageTitle>
      <span className="tags">
        {session.isDefault && (
          <span className="tag default">
            <Trans>default</Trans>
          </span>
        )}
        <SessionStatus session={session} own={own} />
      </span>
    </div>
  );
};

const NowSection = ({ session, place }: Props): ReactNode => {
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const { project } = useOpenProject().data;
  const command = useSessionCommand(own);
  // what is shown of a launch goes when it is over, as the wish to be notified of that
  const keptFocus = useKeptFocus<HTMLElement>();
  const { deleteFiles } = useCommandsOfSession(session, own);
  if (own === undefined && !mayLaunch(project)) return null;
  return (
    <section className="panel" aria-label={t`What it does now, and what can be done`} {...keptFocus}>
      <LaunchProgress launch={own} />
      {own?.status === 'launching' && (
        <>
          <LaunchStepper launch={own} />
          <ReadinessChoice />
        </>
      )}
      <Occupied session={session} place={place} />
      <LaunchFacts launch={own} />
      {own !== undefined && <KeptFiles launch={own} name={session.name} onDelete={deleteFiles} />}
      <Alert>{command.problem}</Alert>
      <SessionButtons session={session} place={place} command={command} />
    </section>
  );
};
