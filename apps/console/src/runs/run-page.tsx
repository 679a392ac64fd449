import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { Run } from '../api/schema.js';
import { elapsedInWords } from '../launches/elapsed-in-words.js';
import { SaveRun } from '../launches/save-run.js';
import { projectKey } from '../live/project-key.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { Moment } from '../page/moment.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';
import { SessionCrumbs } from '../sessions/session-crumbs.js';
import { useSessionNow } from '../sessions/use-session-now.js';
import { ReproduceDialog } from './reproduce-dialog.js';
import { runChanges } from './run-changes.js';
import { RunParts } from './run-parts.js';
import { RunSteps } from './run-steps.js';

/** The run that the address names, for who launched it and for auditors. */
export const RunPage = (): ReactNode => {
  const { launchId = '', run = '' } = useParams();
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const query = useQuery({
    // what happens to launches has it read again
    queryKey: [...projectKey(projectId), 'launches', 'run', launchId, run],
    queryFn: ({ signal }) => {
      const params = { path: { projectId, launchId, run } };
      return answerOf(api.GET('/api/v1/projects/{projectId}/runs/{launchId}/{run}', { params, signal }));
    },
  });
  return (
    <>
      <SessionCrumbs />
      <PageTitle>{`Run ${run}`}</PageTitle>
      <Answered query={query}>{(found) => <OfRun run={found} />}</Answered>
    </>
  );
};

interface Props {
  readonly run: Run;
}

const OfRun = ({ run }: Props): ReactNode => (
  <>
    <Headline run={run} />
    <RunParts run={run} />
    <ChangedSince run={run} />
    <RunSteps run={run} />
  </>
);

const Headline = ({ run }: Props): ReactNode => {
  const [isReproducing, setReproducing] = useState(false);
  const {
    projectId,
    launchId,
    sessionId,
    sessionName = 'a session',
    person,
    status,
    askedAt,
    startedAt,
    endedAt,
  } = run;
  return (
    <section className="panel" aria-label="What it was">
      <p className="break">
        <Link to={addresses.session(projectId, sessionId)}>{sessionName}</Link>, by{' '}
        <strong>{person.displayName}</strong>, asked for <Moment at={askedAt} />
        {startedAt !== undefined && <>, ready after {elapsedInWords(askedAt, startedAt)}</>}. It{' '}
        {endedAt === undefined ? (
          <>is {status}</>
        ) : (
          <>
            {endWords[status]} <Moment at={endedAt} />
          </>
        )}
        .
      </p>
      <p className="buttons">
        {startedAt !== undefined && (
          <button type="button" className="primary" onClick={() => setReproducing(true)}>
            Reproduce
          </button>
        )}
        <SaveRun projectId={projectId} launchId={launchId} run={run.run} />
      </p>
      <FailureBoundary name="This dialog">
        {isReproducing && <ReproduceDialog run={run} onClose={() => setReproducing(false)} />}
      </FailureBoundary>
    </section>
  );
};

const endWords: Readonly<Record<Run['status'], string>> = {
  launching: 'ended',
  running: 'ended',
  paused: 'was paused',
  stopped: 'was stopped',
  failed: 'failed',
};

const ChangedSince = ({ run }: Props): ReactNode => {
  const { data } = useOpenProject();
  const { session, isGone } = useSessionNow(run.sessionId);
  if (isGone) return <p className="note">Its session was removed since then.</p>;
  if (session === undefined) return null;
  const { repositories, storages } = data;
  const changes = runChanges(run, { session, repositories, storages });
  if (changes.length === 0) return <p className="soft">Its session is configured in the same way now.</p>;
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">What its session has now</h2>
      <dl className="facts panel">
        {changes.map(({ what, then, now }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd className="break">
              {now} <span className="soft small">(then: {then})</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
