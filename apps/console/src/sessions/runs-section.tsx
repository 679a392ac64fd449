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
      <h2 id="runs">Your runs</h2>
      <LogsButton launchId={launch.launchId} name={session.name} />
    </div>
    <div className="panel">
      <MadeOf session={session} launch={launch} />
    </div>
    <ol className="rows runs" aria-label="Runs, the newest first">
      {runsOf(launch.timeline).map((run) => (
        <RunRow key={run.askedAt} run={run} launch={launch} />
      ))}
    </ol>
  </section>
);

/** Of the run itself, which is not what the session is configured to be today. */
const MadeOf = ({ session, launch }: Props): ReactNode => {
  const differences = runDifferences(session, launch);
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Run {launch.run}</dt>
          <dd>
            <code className="break">{imageInWords(launch.image)}</code>
          </dd>
        </div>
        <div>
          <dt>With</dt>
          <dd>{sizeInWords(launch)}</dd>
        </div>
      </dl>
      {differences.length > 0 && (
        <>
          <p className="note">Configured otherwise since then. The next launch has:</p>
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

const endWords: Readonly<Record<NonNullable<Run['end']>, string>> = {
  paused: 'paused',
  stopped: 'stopped',
  failed: 'failed',
};

interface RowProps {
  readonly run: Run;
  readonly launch: Launch;
}

const RunRow = ({ run, launch: { projectId, launchId } }: RowProps): ReactNode => (
  <li>
    <div>
      <p>
        <Link to={addresses.run(projectId, launchId, run.number)}>Run {run.number}</Link>, asked for{' '}
        <Moment at={run.askedAt} />
      </p>
      <p className="soft small">
        {run.phases
          .map(({ phase, from, to }) => `${stepInWords(phase)}: ${to === undefined ? 'now' : elapsedInWords(from, to)}`)
          .join(' · ')}
      </p>
    </div>
    <p className="small">
      {run.startedAt !== undefined && (
        <>
          ready after {elapsedInWords(run.askedAt, run.startedAt)}
          {run.endedAt !== undefined && ', '}
        </>
      )}
      {run.end !== undefined && run.endedAt !== undefined && (
        <>
          {endWords[run.end]} <Moment at={run.endedAt} />
        </>
      )}
    </p>
    <SaveRun projectId={projectId} launchId={launchId} run={run.number} />
  </li>
);
