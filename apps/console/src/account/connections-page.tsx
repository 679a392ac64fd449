import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Connection } from '../api/schema.js';
import { Answered } from '../page/answered.js';
import { CommandButton } from '../page/command-button.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useSearchParam } from '../page/use-search-param.js';
import { ConnectForm } from './connect-form.js';
import { addedWords, verdictWords } from './connection-words.js';

/** Of the host that a launch asks for. */
const hostPattern = /^.{1,260}$/;

/** The Git hosts from which one's own sessions clone what is private. */
export const ConnectionsPage = (): ReactNode => {
  const { api } = useServices();
  const host = useSearchParam('host', hostPattern);
  const client = useQueryClient();
  const connections = useQuery({
    queryKey: ['connections'],
    queryFn: () => answerOf(api.GET('/api/v1/me/connections')),
  });
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['connections'] });
  return (
    <>
      <PageTitle>{t`Connections`}</PageTitle>
      <p className="soft">
        <Trans>
          A token of yours for a Git host lets your sessions clone private repositories from there. It is kept
          encrypted, used for nothing else, and shown to nobody: not to the session, not to others in a project, not to
          you.
        </Trans>
      </p>
      <Answered query={connections}>
        {(answer) => (
          <>
            <ConnectionList connections={answer} onChanged={again} />
            <ConnectForm key={host} host={host} onConnected={again} />
          </>
        )}
      </Answered>
    </>
  );
};

interface ListProps {
  readonly connections: readonly Connection[];
  readonly onChanged: () => Promise<void>;
}

const ConnectionList = ({ connections, onChanged }: ListProps): ReactNode => {
  const { api } = useServices();
  const keptFocus = useKeptFocus<HTMLElement>();
  const [said, setSaid] = useState('');
  const remove = async ({ host }: Connection): Promise<void> => {
    await api.DELETE('/api/v1/me/connections/{host}', { params: { path: { host } } });
    setSaid(t`${host} is removed.`);
    await onChanged();
  };
  return (
    <section aria-labelledby="connections" {...keptFocus}>
      <h2 id="connections">
        <Trans>Your Git hosts</Trans>
      </h2>
      <p role="status" className="hidden">
        {said}
      </p>
      {connections.length === 0 ? (
        <p className="soft empty">
          <Trans>No host is connected. Public repositories need none.</Trans>
        </p>
      ) : (
        <ul className="rows">
          {connections.map((connection) => {
            const { host } = connection;
            return (
              <li key={host}>
                <div>
                  <code>{host}</code>
                  <p className="small">{verdictWords(connection)}</p>
                  {connection.advice !== undefined && <p className="small break">{connection.advice}</p>}
                  <p className="soft small break">{addedWords(connection)}</p>
                </div>
                <CommandButton
                  words={t`Remove`}
                  label={t`Remove ${host}`}
                  className="quiet danger"
                  onPress={() => remove(connection)}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};
