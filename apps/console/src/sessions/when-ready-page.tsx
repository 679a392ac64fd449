import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useRef } from 'react';
import { Link, useParams } from 'react-router';
import type { Launch } from '../api/schema.js';
import { LaunchFacts } from '../launches/launch-facts.js';
import { LaunchStepper } from '../launches/launch-stepper.js';
import { sessionAddress } from '../launches/session-address.js';
import { StatusBadge } from '../launches/status-badge.js';
import { statusInWords } from '../launches/status-words.js';
import { useTabIcon } from '../launches/use-tab-icon.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useEffect } from '../page/use-effect.js';
import { useOpenProject } from '../projects/open-project.js';
import { NoSession } from './no-session.js';
import { useSessionNow } from './use-session-now.js';

/**
 * Waits for a session that is being launched, and becomes it once it answers. It is opened at a press, in a tab of its own: a tab
 * that a page opened by itself, when the session is ready, would be blocked by the browser.
 */
export const WhenReadyPage = (): ReactNode => {
  const { sessionId = '' } = useParams();
  const { data, projectId } = useOpenProject();
  const { session, isGone } = useSessionNow(sessionId);
  const launch = data.launches.find((one) => one.sessionId === sessionId);
  const status = launch?.status ?? 'inactive';
  useTabIcon(status);
  if (isGone) return <NoSession />;
  return (
    <>
      <PageTitle part={statusInWords(status)}>{session?.name ?? t`A session`}</PageTitle>
      <p>
        <StatusBadge status={status} />
      </p>
      {launch === undefined ? (
        <p>
          <Trans>It is not being launched.</Trans>
        </p>
      ) : (
        <Waited launch={launch} />
      )}
      <p>
        <Link to={addresses.session(projectId, sessionId)}>
          <Trans>Go to the session’s page</Trans>
        </Link>
      </p>
    </>
  );
};

const Waited = ({ launch }: { readonly launch: Launch }): ReactNode => {
  const { api } = useServices();
  const { run, problem } = useCommand();
  const { launchId, status, phase } = launch;
  const isReady = status === 'running' && phase === undefined;
  const isEntered = useRef(false);
  useEffect(() => {
    if (!isReady || isEntered.current) return;
    // a link lets somebody in once
    isEntered.current = true;
    void run(async () => location.replace(await sessionAddress(api, launchId)));
  }, [isReady, api, launchId, run]);
  return (
    <>
      {status === 'launching' && (
        <>
          <p>
            <Trans>This page becomes the session as soon as it is ready.</Trans>
          </p>
          <LaunchStepper launch={launch} />
        </>
      )}
      {isReady && problem === undefined && (
        <p role="status">
          <Trans>It is ready, and is being opened…</Trans>
        </p>
      )}
      <LaunchFacts launch={launch} />
      <Alert>{problem}</Alert>
    </>
  );
};
