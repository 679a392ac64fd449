import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';

/** Where the gateway leads whoever comes to a session that is paused or gone: on to that session's page. */
export const LaunchPage = (): ReactNode => {
  const { launchId = '' } = useParams();
  const { api } = useServices();
  const query = useQuery({
    queryKey: ['launches', 'one', launchId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/launches/{launchId}', { params: { path: { launchId } }, signal })),
  });
  return (
    <>
      <PageTitle>{t`A session`}</PageTitle>
      <Answered query={query}>
        {({ projectId, sessionId }) => <Navigate to={addresses.session(projectId, sessionId)} replace />}
      </Answered>
      {query.error !== null && (
        <p>
          <Link to={addresses.home}>
            <Trans>Go to what you have running</Trans>
          </Link>
        </p>
      )}
    </>
  );
};
