import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      const params = { path: { projectId, launchId, run: Number(run) } };
      return answerOf(api.GET('/api/v1/projects/{projectId}/runs/{launchId}/{run}', { params, signal }));
    },
  });
  return (
    <>
      <SessionCrumbs />
      <PageTitle>{t`Run ${run}`}</PageTitle>
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
  const { projectId, launchId, status, startedAt, endedAt } = run;
  return (
    <section className="panel" aria-label={t`What it was`}>
      <p className="break">
        <Asked run={run} /> {endedAt === undefined ? t(stateWords[status]) : endWords[status](<Moment at={endedAt} />)}
      </p>
      <p className="buttons">
        {startedAt !== undefined && (
          <button type="button" className="primary" onClick={() => setReproducing(true)}>
            <Trans>Reproduce</Trans>
          </button>
        )}
        <SaveRun projectId={projectId} launchId={launchId} run={run.run} />
      </p>
      <FailureBoundary name={t`This dialog`}>
        {isReproducing && <ReproduceDialog run={run} onClose={() => setReproducing(false)} />}
      </FailureBoundary>
    </section>
  );
};

/** Whose it is, and since when. */
const Asked = ({ run }: Props): ReactNode => {
  const {
    projectId,
    sessionId,
    sessionName = t({ message: 'A session', context: 'begins a sentence' }),
    person,
    askedAt,
    startedAt,
  } = run;
  const session = <Link to={addresses.session(projectId, sessionId)}>{sessionName}</Link>;
  const who = <strong>{person.displayName}</strong>;
  const moment = <Moment at={askedAt} />;
  if (startedAt === undefined)
    return (
      <Trans>
        {session}, by {who}, asked for {moment}.
      </Trans>
    );
  const duration = elapsedInWords(askedAt, startedAt);
  return (
    <Trans>
      {session}, by {who}, asked for {moment}, ready after {duration}.
    </Trans>
  );
};

/** Of a run that has not ended. */
const stateWords: Readonly<Record<Run['status'], MessageDescriptor>> = {
  launching: msg`It is launching.`,
  running: msg`It is running.`,
  paused: msg`It is paused.`,
  stopped: msg`It is stopped.`,
  failed: msg`It is failed.`,
};

const ended = (moment: ReactNode): ReactNode => <Trans>It ended {moment}.</Trans>;

const endWords: Readonly<Record<Run['status'], (moment: ReactNode) => ReactNode>> = {
  launching: ended,
  running: ended,
  paused: (moment) => <Trans>It was paused {moment}.</Trans>,
  stopped: (moment) => <Trans>It was stopped {moment}.</Trans>,
  failed: (moment) => <Trans>It failed {moment}.</Trans>,
};

const ChangedSince = ({ run }: Props): ReactNode => {
  const { data } = useOpenProject();
  const { session, isGone } = useSessionNow(run.sessionId);
  if (isGone)
    return (
      <p className="note">
        <Trans>Its session was removed since then.</Trans>
      </p>
    );
  if (session === undefined) return null;
  const { repositories, storages } = data;
  const changes = runChanges(run, { session, repositories, storages });
  if (changes.length === 0)
    return (
      <p className="soft">
        <Trans>Its session is configured in the same way now.</Trans>
      </p>
    );
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">
        <Trans>What its session has now</Trans>
      </h2>
      <dl className="facts panel">
        {changes.map(({ what, then, now }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd className="break">
              {now} <span className="soft small">{t`(then: ${then})`}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
