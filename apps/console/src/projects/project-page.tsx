import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { HistoryTab } from '../history/history-tab.js';
import { useInbox } from '../inbox/use-inbox.js';
import { ConnectionBanner } from '../live/connection-banner.js';
import { type ProjectData, type ProjectState, ProjectStore } from '../live/project-store.js';
import type { Address, Tab } from '../page/address.js';
import { projectAddress } from '../page/address.js';
import { Alert } from '../page/alert.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { Link } from '../page/link.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';
import { SessionsTab } from '../sessions/sessions-tab.js';
import { mayReadHistory } from './may-read-history.js';
import { MembersTab } from './members-tab.js';
import { OpenProjectContext } from './open-project.js';
import { RepositoriesTab } from './repositories-tab.js';

type OfProject = Extract<Address, { page: 'project' }>;

export const ProjectPage = ({ address }: { readonly address: OfProject }): ReactNode => {
  const { api, live } = useServices();
  const store = useMemo(() => new ProjectStore(api, live, address.projectId), [api, live, address.projectId]);
  useEffect(() => {
    store.open();
    return () => store.close();
  }, [store]);
  const { counted } = useInbox();
  // a newer image is no event of the project: what sessions are offered is read again when one is told of it
  useEffect(() => {
    if (counted > 1) void store.refresh(['sessions']);
  }, [store, counted]);
  const state = useSyncExternalStore(store.watch, store.snapshot);
  if (state.isGone) return <Gone />;
  if (state.data === undefined) return <Waiting problem={state.problem} />;
  return (
    <OpenProjectContext value={{ store, data: state.data }}>
      <ConnectionBanner connection={state.connection} onTryNow={() => live.tryNow()} />
      <ProjectHead data={state.data} tab={address.tab} />
      <Alert>{state.problem}</Alert>
      <FailureBoundary name="This tab" subject={address.tab}>
        <TabContent address={address} state={state} />
      </FailureBoundary>
    </OpenProjectContext>
  );
};

const Gone = (): ReactNode => (
  <>
    <PageTitle>No such project</PageTitle>
    <p>
      It does not exist, or you have no access to it. <Link href="/">Go to your projects</Link>
    </p>
  </>
);

const Waiting = ({ problem }: { readonly problem: string | undefined }): ReactNode =>
  problem === undefined ? <p role="status">Just a moment…</p> : <Alert>{problem}</Alert>;

const ProjectHead = ({ data, tab }: { readonly data: ProjectData; readonly tab: Tab }): ReactNode => {
  const services = useServices();
  const { project } = data;
  const tabs: [Tab, string][] = [
    ['sessions', `Sessions ${project.counts.sessions}`],
    ['repositories', `Repositories ${data.repositories.length}`],
    ['members', `Members ${data.members.length}`],
    ...(mayReadHistory(services, data) ? [['history', 'History'] as [Tab, string]] : []),
  ];
  return (
    <>
      <nav aria-label="Where you are" className="crumbs">
        <Link href="/">Projects</Link>
      </nav>
      <div className="headline">
        <PageTitle>{project.name}</PageTitle>
        <span className="tags">
          <span className="tag">{project.visibility}</span>
          <span className="tag">{project.role === undefined ? 'you are no member' : `you are ${project.role}`}</span>
        </span>
      </div>
      <nav aria-label="Project" className="tabs">
        {tabs.map(([name, label]) => (
          <Link
            key={name}
            href={projectAddress(project.projectId, name)}
            aria-current={name === tab ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
};

const TabContent = ({ address, state }: { readonly address: OfProject; readonly state: ProjectState }): ReactNode => {
  switch (address.tab) {
    case 'sessions':
      return <SessionsTab goTo={address.session} />;
    case 'repositories':
      return <RepositoriesTab />;
    case 'members':
      return <MembersTab />;
    case 'history':
      return <HistoryTab at={address.at} newest={state.position} />;
  }
};
