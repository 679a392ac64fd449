import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useContext, useState } from 'react';
import { Link } from 'react-router';
import type { Launch, Project } from '../api/schema.js';
import { InboxConnection } from '../inbox/inbox-connection.js';
import { useReadinessNotices } from '../launches/use-readiness-notices.js';
import { ConnectionBanner } from '../live/connection-banner.js';
import { addresses } from '../page/addresses.js';
import { Failed } from '../page/failed.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { Waiting } from '../page/waiting.js';
import { CreateProjectDialog } from '../projects/create-project-dialog.js';
import { FindAnything } from './find-anything.js';
import { FollowedProject } from './followed-project.js';
import { OwnInvitations } from './own-invitations.js';
import { RunningNow } from './running-now.js';
import { useHome } from './use-home.js';

const RECENT = 6;
/** The server lets a person listen to 200 projects, on all of their pages together. */
const FOLLOWED = 20;

const none: readonly Launch[] = [];

const followed = (...shown: readonly (readonly Pick<Launch, 'projectId'>[])[]): readonly string[] =>
  [...new Set(shown.flat().map(({ projectId }) => projectId))].slice(0, FOLLOWED);

/** What a person has, and where they were: the first page. */
export const HomePage = (): ReactNode => {
  const { live } = useServices();
  const connection = useContext(InboxConnection);
  const { launches, projects, asked, refresh } = useHome();
  useReadinessNotices(launches ?? none);
  const recent = projects?.slice(0, RECENT) ?? [];
  return (
    <>
      <ConnectionBanner connection={connection} onTryNow={() => live.tryNow()} />
      <div className="headline">
        <PageTitle>{t`Home`}</PageTitle>
        <NewProject />
      </div>
      <Failed of={asked} />
      <OwnInvitations onDone={refresh} />
      {launches === undefined || projects === undefined ? (
        <Waiting />
      ) : (
        <>
          {launches.length + projects.length > 0 && <RunningNow launches={launches} onDone={refresh} />}
          <Projects recent={recent} all={projects} />
        </>
      )}
      {followed(launches ?? none, recent).map((projectId) => (
        <FollowedProject key={projectId} projectId={projectId} onChange={refresh} />
      ))}
    </>
  );
};

const NewProject = (): ReactNode => {
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <button type="button" className="primary" onClick={() => setCreating(true)}>
        <Trans>New project</Trans>
      </button>
      {isCreating && (
        <FailureBoundary name={t`This dialog`}>
          <CreateProjectDialog onClose={() => setCreating(false)} />
        </FailureBoundary>
      )}
    </>
  );
};

const Projects = ({ recent, all }: { readonly recent: readonly Project[]; readonly all: readonly Project[] }) => {
  const yours = all.length;
  return (
    <section aria-labelledby="projects">
      <div className="headline">
        <h2 id="projects">
          <Trans>Projects</Trans>
        </h2>
        <Link to={addresses.projects}>{yours === 0 ? t`All projects` : t`All projects, ${yours} of them yours`}</Link>
      </div>
      {yours === 0 ? (
        <p className="empty">
          <Trans>
            You have no project yet. Press <strong>New project</strong>: it takes a name and nothing else. Then add a
            session to it, from a ready-made environment, and launch it. Or look at what others have made public, under{' '}
            <Link to={addresses.projects}>all projects</Link>.
          </Trans>
        </p>
      ) : (
        <>
          <FindAnything projects={all} />
          <ul className="projects" aria-label={t`Recent projects`}>
            {recent.map(({ projectId, name, counts: { sessions } }) => (
              <li key={projectId}>
                <Link to={addresses.project(projectId)} className="project-link">
                  <strong>{name}</strong>
                  <span className="soft small">{plural(sessions, { one: '# session', other: '# sessions' })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
