import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { operations, UsageRuns as RunsAnswer, UsageRun } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import type { Callers } from './usage-line.js';
import { useUsageNames } from './use-usage-names.js';

interface Props {
  readonly question: NonNullable<operations['explainUsage']['parameters']['query']>;
}

const MOST = 200;
const hours = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });

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
        <p className="soft small">The first {MOST} runs: ask for a shorter time to see others.</p>
      )}
    </>
  );
};

const Run = ({ run, call }: { readonly run: UsageRun; readonly call: Callers }): ReactNode => {
  const { me } = useServices();
  const { projectId, counted, asked, ended } = run;
  // the event that it begins with can be looked up by who may read the history
  const address = me.roles.includes('auditor')
    ? addresses.history(projectId, asked.position)
    : addresses.session(projectId, run.sessionId);
  return (
    <>
      <Link to={address}>
        Run {run.run} in {call.project(projectId)}
      </Link>
      , by {call.user(run.userId)}, asked for {shownTime(asked.at, 'second')}, {ended?.outcome ?? 'not over yet'}:{' '}
      {run.cpu} CPU, {hours.format(counted.cpuCoreHours)} core hours, {hours.format(counted.memoryGiBHours)} GiB hours
      in {counted.seconds} s.
    </>
  );
};
