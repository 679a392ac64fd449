import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { ConnectHost, Connection } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { verdictWords } from './connection-words.js';

interface Props {
  readonly host: string | undefined;
  readonly onConnected: () => void;
}

const labels = { '/token': 'Token', '/username': 'Username', '/repository': 'A private repository' };
const nothing = { token: '', username: '', repository: '' };

/** What was left empty is not sent. */
const given = ({ token, username, repository }: typeof nothing): ConnectHost => ({
  token,
  ...(username !== '' && { username }),
  ...(repository !== '' && { repository }),
});

export const ConnectForm = ({ host: wanted = '', onConnected }: Props): ReactNode => {
  const { api } = useServices();
  const [host, setHost] = useState(wanted);
  const [form, setForm] = useState(nothing);
  const [connected, setConnected] = useState<Connection>();
  const command = useForm(labels);
  const connect = async (): Promise<void> => {
    setConnected(undefined);
    const params = { path: { host: host.trim() } };
    setConnected(await answerOf(api.PUT('/api/v1/me/connections/{host}', { params, body: given(form) })));
    setHost('');
    setForm(nothing);
    onConnected();
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
      <h3>Connect a host</h3>
      <p className="soft small">
        Make a token there that may read repositories and nothing else (GitLab: read_repository; GitHub: contents,
        read-only).
      </p>
      <div className="fields">
        <label className="field grow">
          <span>Host</span>
          <input
            value={host}
            onChange={(event) => setHost(event.target.value)}
            required
            maxLength={260}
            placeholder="gitlab.example.org"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <label className="field grow">
          <span>Token</span>
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
            Username <span className="soft">(optional)</span>
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
            A private repository to try it on <span className="soft">(optional)</span>
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
        {command.isRunning ? 'Trying it…' : 'Connect'}
      </button>
    </form>
  );
};

const resultWords = (connection: Connection): string =>
  [`${connection.host} is connected. ${verdictWords(connection)}.`, connection.advice].filter(Boolean).join(' ');
