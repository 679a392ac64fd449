import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../api/answer-of.js';
import { Failed } from '../page/failed.js';
import { useServices } from '../page/services.js';
import { lineName } from './usage-line.js';
import { parametersOf, type UsageFilter, type UsageWish } from './usage-wish.js';
import { useUsageNames } from './use-usage-names.js';

interface Props {
  readonly wish: UsageWish;
  readonly onChange: (change: Partial<UsageWish>) => void;
}

interface FilterProps extends Props {
  readonly by: keyof UsageFilter;
  readonly label: string;
}

/** Of what alone usage is shown. */
export const UsageFilters = (props: Props): ReactNode => (
  <>
    {props.wish.of === 'everything' && <Filter by="user" label={t`Person`} {...props} />}
    <Filter by="project" label={t`Project`} {...props} />
    <Filter by="class" label={t`Resource class`} {...props} />
  </>
);

const idIn = { user: 'userId', project: 'projectId', class: 'resourceClassId' } as const;
const all = { user: undefined, project: undefined, class: undefined };
const MOST = 1000;
/** A choice may be a little older than what is shown: each caller has but thirty questions a minute. */
const STALE_MS = 300_000;

/** What can be chosen is what the ledger itself has in this time, and what is chosen already. */
const useChoices = (by: keyof UsageFilter, wish: UsageWish) => {
  const { api } = useServices();
  const asked = parametersOf({ ...wish, ...all, by });
  const query = useQuery({
    queryKey: ['usage', 'choices', asked],
    queryFn: () => answerOf(api.GET('/api/v1/usage', { params: { query: { ...asked, limit: MOST } } })),
    staleTime: STALE_MS,
  });
  const call = useUsageNames(query.data?.names ?? {});
  const lines = query.data?.lines ?? [];
  const names = new Map(lines.map((line) => [line[idIn[by]] ?? 'none', lineName(line, call)]));
  const chosen = wish[by];
  if (chosen !== undefined && !names.has(chosen))
    names.set(chosen, chosen === 'none' ? t`Without a resource class` : call[by](chosen));
  return { query, names };
};

const Filter = ({ by, label, wish, onChange }: FilterProps): ReactNode => {
  const { query, names } = useChoices(by, wish);
  return (
    <>
      <label className="field">
        <span>{label}</span>
        <select
          value={wish[by] ?? ''}
          onChange={({ target }) => onChange({ [by]: target.value === '' ? undefined : target.value })}
        >
          <option value="">
            <Trans>All</Trans>
          </option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Failed of={[query]} />
    </>
  );
};
