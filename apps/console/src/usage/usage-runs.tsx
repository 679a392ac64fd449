import { Select, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { operations, UsageRuns as RunsAnswer, UsageRun } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { keptInWords } from './kept-in-words.js';
import type { Callers } from './usage-line.js';
import { useUsageNames } from './use-usage-names.js';

interface Props {
  readonly question: NonNullable<operations['explainUsage']['parameters']['query']>;
}

const MOST = 200;

/** The runs that a line of the ledger is the sum of. */
export const UsageRuns = ({ question }: Props): ReactNode => {
  const { api } = useServices();
  const query = useQuery({
    queryKey: ['usage', 'runs', question],
    queryFn: () => answerOf(api.GET('/api/v1/usage/runs', { params: { query: { ...question, limit: MOST } } })),
  });
  return <Answered query={query}>{(answer) => <RunList {...answer} />}</Answered>;
};

const RunList = ({ runs, names }: Pick<RunsAnswer, 'runs' | 'names'>): ReactNode => {
  const call = useUsageNames(names);
  return (
    <>
      <ul className="usage-runs small">
        {runs.map((run) => (
          <li key={`${run.launchId} ${run.run}`}>
            <Run run={run} call={call} />
          </li>
        ))}
      </ul>
      {runs.length === MOST && (
        <p className="soft small">
          <Trans>The first {MOST} runs: ask for a shorter time to see others.</Trans>
        </p>
      )}
    </>
  );
};

const Run = ({ run, call }: { readonly run: UsageRun; readonly call: Callers }): ReactNode => {
  const { me } = useServices();
  const { projectId, asked, ended, run: number } = run;
  // the event that it begins with can be looked up by who may read the history
  const address = me.roles.includes('auditor')
    ? addresses.history(projectId, asked.position)
    : addresses.session(projectId, run.sessionId);
  const project = call.project(projectId);
  const person = call.user(run.userId);
  const time = shownTime(asked.at, 'second');
  const kept = keptInWords(run);
  const end = ended?.outcome ?? 'none';
  return (
    <Trans>
      <Link to={address}>
        Run {number} in {project}
      </Link>
      , by {person}, asked for {time},{' '}
      <Select value={end} _paused="paused" _stopped="stopped" _failed="failed" _none="not over yet" other={end} />:{' '}
      {kept}.
    </Trans>
  );
};
