import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import { type Labels, Problem } from '../api/problem.js';
import type { ConnectHost, Connection } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { verdictWords } from './connection-words.js';
import { typedHost } from './typed-host.js';

interface Props {
  readonly host: string | undefined;
  readonly onConnected: () => Promise<void>;
}

const labels = (): Labels => ({
  '/host': t`Host`,
  '/token': t`Token`,
  '/username': t`Username`,
  '/repository': t`A private repository`,
});
const nothing = { token: '', username: '', repository: '' };

/** What was left empty is not sent. */
const given = ({ token, username, repository }: typeof nothing): ConnectHost => ({
  token,
  ...(username !== '' && { username }),
  ...(repository !== '' && { repository }),
});

const hostIn = (text: string): string => {
  const host = typedHost(text);
  if (host !== undefined) return host;
  throw Problem.ofInput([{ pointer: '/host', detail: t`write its name alone, for example gitlab.example.org.` }]);
};

export const ConnectForm = ({ host: wanted = '', onConnected }: Props): ReactNode => {
  const { api } = useServices();
  const [host, setHost] = useState(wanted);
  const [form, setForm] = useState(nothing);
  const [connected, setConnected] = useState<Connection>();
  const command = useForm(labels());
  const connect = async (): Promise<void> => {
    setConnected(undefined);
    const params = { path: { host: hostIn(host) } };
    setConnected(await answerOf(api.PUT('/api/v1/me/connections/{host}', { params, body: given(form) })));
    setHost(emptied(host, ''));
    setForm(emptied(form, nothing));
    await onConnected();
  };
  return (
    <form
      className="panel"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void command.run(connect);
      }}
    >
      <h3>
        <Trans>Connect a host</Trans>
      </h3>
      <p className="soft small">
        <Trans>
          Make a token there that may read repositories and nothing else (GitLab: read_repository; GitHub: contents,
          read-only).
        </Trans>
      </p>
      <div className="fields">
        <label className="field grow">
          <span>
            <Trans>Host</Trans>
          </span>
          <input
            value={host}
            onChange={(event) => setHost(event.target.value)}
            required
            maxLength={260}
            placeholder="gitlab.example.org"
            autoComplete="off"
            spellCheck={false}
            {...command.marks('/host')}
          />
        </label>
        <label className="field grow">
          <span>
            <Trans>Token</Trans>
          </span>
          <input
            type="password"
            value={form.token}
            onChange={(event) => setForm({ ...form, token: event.target.value })}
            required
            maxLength={2000}
            autoComplete="new-password"
            {...command.marks('/token')}
          />
        </label>
      </div>
      <div className="fields">
        <label className="field">
          <span>
            <Trans>
              Username <span className="soft">(optional)</span>
            </Trans>
          </span>
          <input
            value={form.username}
            onChange={(event) => setForm({ ...form, username: event.target.value })}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            {...command.marks('/username')}
          />
        </label>
        <label className="field grow">
          <span>
            <Trans>
              A private repository to try it on <span className="soft">(optional)</span>
            </Trans>
          </span>
          <input
            type="url"
            value={form.repository}
            onChange={(event) => setForm({ ...form, repository: event.target.value })}
            maxLength={2000}
            placeholder="https://gitlab.example.org/group/private"
            autoComplete="off"
            {...command.marks('/repository')}
          />
        </label>
      </div>
      <Alert id={command.alertId}>{command.problem}</Alert>
      <p role="status" className={connected === undefined ? 'hidden' : 'note'}>
        {connected !== undefined && resultWords(connected)}
      </p>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        {command.isRunning ? t`Trying it…` : t`Connect`}
      </button>
    </form>
  );
};

const resultWords = (connection: Connection): string => {
  const { host, advice } = connection;
  const verdict = verdictWords(connection);
  return [t`${host} is connected. ${verdict}.`, advice].filter(Boolean).join(' ');
};
