import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Launch, Session } from '../api/schema.js';
import { elapsedInWords } from '../launches/elapsed-in-words.js';
import { LogsButton } from '../launches/logs-button.js';
import { type Run, runsOf } from '../launches/runs-of.js';
import { SaveRun } from '../launches/save-run.js';
import { stepInWords } from '../launches/status-words.js';
import { addresses } from '../page/addresses.js';
import { Moment } from '../page/moment.js';
import { runDifferences } from './run-differences.js';
import { imageInWords, sizeInWords } from './session-words.js';

interface Props {
  readonly session: Session;
  /** The person's own, of this session. */
  readonly launch: Launch;
}

/** The person's own runs of a session, the newest first: what the last one was made of, and how each went. */
export const RunsSection = ({ session, launch }: Props): ReactNode => (
  <section aria-labelledby="runs">
    <div className="headline">
      <h2 id="runs">
        <Trans>Your runs</Trans>
      </h2>
      <LogsButton launchId={launch.launchId} name={session.name} />
    </div>
    <div className="panel">
      <MadeOf session={session} launch={launch} />
    </div>
    <ol className="rows runs" aria-label={t`Runs, the newest first`}>
      {runsOf(launch.timeline).map((run) => (
        <RunRow key={run.askedAt} run={run} launch={launch} />
      ))}
    </ol>
  </section>
);

/** Of the run itself, which is not what the session is configured to be today. */
const MadeOf = ({ session, launch }: Props): ReactNode => {
  const differences = runDifferences(session, launch);
  const { run: number } = launch;
  return (
    <>
      <dl className="facts">
        <div>
          <dt>
            <Trans>Run {number}</Trans>
          </dt>
          <dd>
            <code className="break">{imageInWords(launch.image)}</code>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>With</Trans>
          </dt>
          <dd>{sizeInWords(launch)}</dd>
        </div>
      </dl>
      {differences.length > 0 && (
        <>
          <p className="note">
            <Trans>Configured otherwise since then. The next launch has:</Trans>
          </p>
          <dl className="facts">
            {differences.map(([what, now]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{now}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
};

const stepWords = ({ phase, from, to }: Run['phases'][number]): string => {
  const step = stepInWords(phase);
  return to === undefined ? t`${step}: now` : `${step}: ${elapsedInWords(from, to)}`;
};

interface RowProps {
  readonly run: Run;
  readonly launch: Launch;
}

const RunRow = ({ run, launch: { projectId, launchId } }: RowProps): ReactNode => {
  const { number, askedAt, phases } = run;
  return (
    <li>
      <div>
        <p>
          <Trans>
            <Link to={addresses.run(projectId, launchId, number)}>Run {number}</Link>, asked for <Moment at={askedAt} />
          </Trans>
        </p>
        <p className="soft small">{phases.map(stepWords).join(' · ')}</p>
      </div>
      <p className="small">
        <ReadyAfter run={run} />
        {run.startedAt !== undefined && run.endedAt !== undefined && ', '}
        <Ended run={run} />
      </p>
      <SaveRun projectId={projectId} launchId={launchId} run={number} />
    </li>
  );
};

const ReadyAfter = ({ run: { askedAt, startedAt } }: Pick<RowProps, 'run'>): ReactNode => {
  if (startedAt === undefined) return null;
  const elapsed = elapsedInWords(askedAt, startedAt);
  return <Trans>ready after {elapsed}</Trans>;
};

const endings: Readonly<Record<NonNullable<Run['end']>, (at: string) => ReactNode>> = {
  paused: (at) => (
    <Trans>
      paused <Moment at={at} />
    </Trans>
  ),
  stopped: (at) => (
    <Trans>
      stopped <Moment at={at} />
    </Trans>
  ),
  failed: (at) => (
    <Trans>
      failed <Moment at={at} />
    </Trans>
  ),
};

const Ended = ({ run: { end, endedAt } }: Pick<RowProps, 'run'>): ReactNode =>
  end === undefined || endedAt === undefined ? null : endings[end](endedAt);
