import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Load } from '../api/schema.js';
import { Answered } from '../page/answered.js';
import { useServices } from '../page/services.js';

/** So often it is asked for while it is looked at. */
const EVERY_MS = 5_000;

const columns = [
  ['running', msg({ message: 'Running', context: 'so many sessions' })],
  ['starting', msg({ message: 'Starting', context: 'so many sessions' })],
  ['waiting', msg({ message: 'Waiting', context: 'so many sessions' })],
  ['ending', msg({ message: 'Ending', context: 'so many sessions' })],
] as const;

/** How much runs, and never whose. */
export const LoadTab = (): ReactNode => {
  const { api } = useServices();
  const load = useQuery({
    queryKey: ['load'],
    queryFn: () => answerOf(api.GET('/api/v1/load')),
    refetchInterval: EVERY_MS,
  });
  return (
    <section aria-labelledby="load">
      <h2 id="load">
        <Trans>Load</Trans>
      </h2>
      <p className="soft">
        <Trans>
          How many sessions there are now, of all projects together. A session waits for a place among those that its
          user may run at a time, or of its resource class, or for room; it starts once something is kept for it.
        </Trans>
      </p>
      <Answered query={load}>{(answer) => <LoadTable load={answer} />}</Answered>
    </section>
  );
};

const LoadTable = ({ load: { total, classes } }: { readonly load: Load }): ReactNode => (
  <table className="load">
    <thead>
      <tr>
        <th scope="col">
          <Trans>Resource class</Trans>
        </th>
        {columns.map(([kind, words]) => (
          <th key={kind} scope="col">
            {t(words)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {classes.map(({ resourceClass, ...counts }) => (
        <LoadRow key={resourceClass?.resourceClassId ?? ''} counts={counts}>
          {resourceClass?.name ?? t`Without a class`}
          {resourceClass?.offered === false && (
            <span className="tag">
              <Trans>archived</Trans>
            </span>
          )}
        </LoadRow>
      ))}
    </tbody>
    <tfoot>
      <LoadRow counts={total}>
        <Trans>In all</Trans>
      </LoadRow>
    </tfoot>
  </table>
);

const LoadRow = ({ counts, children }: { readonly counts: Load['total']; readonly children: ReactNode }): ReactNode => (
  <tr>
    <th scope="row" className="break">
      {children}
    </th>
    {columns.map(([kind]) => (
      <td key={kind}>{counts[kind]}</td>
    ))}
  </tr>
);
