import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import { type Labels, Problem } from '../api/problem.js';
import type { ConnectHost, Connection } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
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
    <form className="panel" autoComplete="off" onSubmit={command.sends(connect)}>
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
        <TextField
          label={t`Host`}
          className="field grow"
          value={host}
          onType={setHost}
          required
          maxLength={260}
          placeholder="gitlab.example.org"
          spellCheck={false}
          {...command.marks('/host')}
        />
        <TextField
          label={t`Token`}
          className="field grow"
          type="password"
          value={form.token}
          onType={(token) => setForm({ ...form, token })}
          required
          maxLength={2000}
          autoComplete="new-password"
          {...command.marks('/token')}
        />
      </div>
      <div className="fields">
        <TextField
          label={
            <Trans>
              Username <span className="soft">(optional)</span>
            </Trans>
          }
          value={form.username}
          onType={(username) => setForm({ ...form, username })}
          maxLength={200}
          spellCheck={false}
          {...command.marks('/username')}
        />
        <TextField
          label={
            <Trans>
              A private repository to try it on <span className="soft">(optional)</span>
            </Trans>
          }
          className="field grow"
          type="url"
          value={form.repository}
          onType={(repository) => setForm({ ...form, repository })}
          maxLength={2000}
          placeholder="https://gitlab.example.org/group/private"
          {...command.marks('/repository')}
        />
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
