import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import { toldEvent } from '../history/told-event.js';
import { projectKey } from '../live/project-key.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { Moment } from '../page/moment.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';

/** The newest; the project's history has all. */
const MOST = 50;

/** What was done with one session, and what became of it, by whomever. */
export const SessionHistory = ({ sessionId }: { readonly sessionId: string }): ReactNode => {
  const { api, me } = useServices();
  const { projectId } = useOpenProject();
  const history = useQuery({
    queryKey: [...projectKey(projectId), 'history', 'of-session', sessionId],
    queryFn: () => {
      const params = { path: { projectId }, query: { session: sessionId, limit: MOST } };
      return answerOf(api.GET('/api/v1/projects/{projectId}/history', { params }));
    },
  });
  return (
    <section aria-labelledby="session-history">
      <h2 id="session-history">
        <Trans>History</Trans>
      </h2>
      <Answered query={history}>
        {(entries) => (
          <>
            <ol className="timeline" aria-label={t`History of this session, newest first`}>
              {entries.toReversed().map((entry) => {
                const { position, text, tone, at } = toldEvent(entry, me);
                return (
                  <li key={position} className={`told ${tone}`}>
                    <Link to={addresses.history(projectId, position)}>
                      <span className="break">{text}</span>
                      <span className="soft small">
                        <Moment at={at} />
                      </span>
                    </Link>
                  </li>
                );
              })}
            </ol>
            {entries.length === MOST && (
              <Link to={addresses.history(projectId)}>
                <Trans>The whole history of the project</Trans>
              </Link>
            )}
          </>
        )}
      </Answered>
    </section>
  );
};
