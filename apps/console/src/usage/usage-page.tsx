import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { Usage } from '../api/schema.js';
import { streamOf } from '../api/stream-of.js';
import { i18n } from '../language/i18n.js';
import { Answered } from '../page/answered.js';
import { PageTitle } from '../page/page-title.js';
import { SaveButton } from '../page/save-button.js';
import { useServices } from '../page/services.js';
import { useChangeSearch } from '../page/use-change-search.js';
import { UsageForm } from './usage-form.js';
import { UsageTable } from './usage-table.js';
import { parametersOf, type UsageWish, usageWishIn } from './usage-wish.js';

/** How many lines are shown; the file has all. */
const MOST = 1000;

const addressOf = (wish: UsageWish): URLSearchParams =>
  new URLSearchParams({ ...parametersOf(wish) } as Record<string, string>);

/** What was kept for sessions, and when. */
export const UsagePage = (): ReactNode => {
  const { me } = useServices();
  const [search] = useSearchParams();
  const changeSearch = useChangeSearch();
  const wish = usageWishIn(search, me.roles);
  return (
    <>
      <PageTitle>{t`Usage`}</PageTitle>
      <p className="soft">
        <Trans>
          Cores, memory and GPUs that were kept for sessions, used or not, from when a run has its place until nothing
          of it is left. Days and months are those of UTC.
        </Trans>
      </p>
      <UsageForm
        wish={wish}
        onChange={(change) => changeSearch((said) => addressOf({ ...usageWishIn(said, me.roles), ...change }))}
      />
      <Ledger wish={wish} />
    </>
  );
};

const Ledger = ({ wish }: { readonly wish: UsageWish }): ReactNode => {
  const { api } = useServices();
  const query = useQuery({
    queryKey: ['usage', wish],
    queryFn: () => answerOf(api.GET('/api/v1/usage', { params: { query: { ...parametersOf(wish), limit: MOST } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Answered query={query}>
      {(usage) => (
        <>
          <Extent usage={usage} />
          <UsageTable usage={usage} filter={wish} />
          <Download wish={wish} />
        </>
      )}
    </Answered>
  );
};

const timeFormat = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;

/** Of which time it is, and whether it is all. */
const Extent = ({ usage }: { readonly usage: Usage }): ReactNode => {
  const { rule, lines } = usage;
  const from = i18n.date(usage.from, timeFormat);
  const to = i18n.date(usage.to, timeFormat);
  return (
    <p className="soft small" role="status">
      <Trans>
        From {from} up to {to}, counted by rule {rule}.
      </Trans>
      {lines.length === MOST && (
        <>
          {' '}
          <Trans>The first {MOST} lines are shown: the file has all.</Trans>
        </>
      )}
    </p>
  );
};

const Download = ({ wish }: { readonly wish: UsageWish }): ReactNode => {
  const { api } = useServices();
  const params = { query: parametersOf(wish) };
  const headers = { Accept: 'text/csv' };
  return (
    <SaveButton
      words={t`Save as CSV`}
      fileName={`usage-${wish.of}-by-${wish.by}.csv`}
      read={() => streamOf(api.GET('/api/v1/usage', { params, headers, parseAs: 'stream' }))}
      whileRunning={t`It is being written…`}
    />
  );
};
