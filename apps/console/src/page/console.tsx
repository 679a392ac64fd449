import { type ReactNode, useCallback, useMemo } from 'react';
import { ConnectionsPage } from '../account/connections-page.js';
import { ApiClient } from '../api/api-client.js';
import type { Me } from '../api/views.js';
import { InboxPage } from '../inbox/inbox-page.js';
import { InboxStore } from '../inbox/inbox-store.js';
import { LiveConnection } from '../live/live-connection.js';
import { ProjectPage } from '../projects/project-page.js';
import { ProjectsPage } from '../projects/projects-page.js';
import type { SignIn } from '../sign-in/sign-in.js';
import type { Address } from './address.js';
import { FailureBoundary } from './failure-boundary.js';
import { Link } from './link.js';
import { PageTitle } from './page-title.js';
import { type Services, ServicesContext } from './services.js';
import { TopBar } from './top-bar.js';
import { useAddress } from './use-address.js';
import { useEffect } from './use-effect.js';
import { useRequest } from './use-request.js';

interface Props {
  readonly signIn: SignIn;
}

/** The console of one signed-in person. */
export const Console = ({ signIn }: Props): ReactNode => {
  const api = useMemo(() => new ApiClient(signIn), [signIn]);
  const live = useLive(signIn);
  const { answer: me, problem, again } = useRequest(useCallback(() => api.get<Me>('/me'), [api]));
  const inbox = useInbox(api, live);
  const services = useMemo<Services | undefined>(
    () => (me === undefined ? undefined : { api, live, inbox, me, known: new Map() }),
    [api, live, inbox, me],
  );
  if (services === undefined)
    return (
      <main className="page">
        {problem === undefined ? (
          <p role="status">Just a moment…</p>
        ) : (
          <>
            <p role="alert" className="alert">
              {problem}
            </p>
            <button type="button" onClick={again}>
              Try again
            </button>
          </>
        )}
      </main>
    );
  return (
    <ServicesContext value={services}>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <TopBar me={services.me} signIn={signIn} />
      <main className="page" id="content" tabIndex={-1}>
        <CurrentPage />
      </main>
    </ServicesContext>
  );
};

const CurrentPage = (): ReactNode => {
  const address = useAddress();
  return (
    <FailureBoundary name="This page" subject={address.page === 'project' ? address.projectId : address.page}>
      <PageAt address={address} />
    </FailureBoundary>
  );
};

const PageAt = ({ address }: { readonly address: Address }): ReactNode => {
  if (address.page === 'projects') return <ProjectsPage />;
  if (address.page === 'inbox') return <InboxPage />;
  if (address.page === 'project') return <ProjectPage key={address.projectId} address={address} />;
  if (address.page === 'connections') return <ConnectionsPage key={address.host ?? ''} host={address.host} />;
  return (
    <>
      <PageTitle>Nothing here</PageTitle>
      <p>
        This address leads nowhere. <Link href="/">Go to your projects</Link>
      </p>
    </>
  );
};

const useLive = (signIn: SignIn): LiveConnection => {
  const live = useMemo(() => new LiveConnection(signIn), [signIn]);
  useEffect(() => {
    live.open();
    const stop = signIn.onRenewed((token) => live.authenticate(token));
    return () => {
      stop();
      live.close();
    };
  }, [live, signIn]);
  return live;
};

const useInbox = (api: ApiClient, live: LiveConnection): InboxStore => {
  const inbox = useMemo(() => new InboxStore(api, live), [api, live]);
  useEffect(() => {
    inbox.open();
    return () => inbox.close();
  }, [inbox]);
  return inbox;
};
