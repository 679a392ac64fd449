import { type ReactNode, useState } from 'react';
import type { Repository } from '../api/views.js';
import { mayWrite } from '../launches/legal-actions.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useForm } from '../page/use-form.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from './open-project.js';
import { StoragesSection } from './storages-section.js';

export const RepositoriesTab = (): ReactNode => (
  <>
    <Repositories />
    <StoragesSection />
  </>
);

const Repositories = (): ReactNode => {
  const { api } = useServices();
  const { data, store } = useOpenProject();
  const command = useCommand();
  const keptFocus = useKeptFocus<HTMLElement>();
  const { project, repositories } = data;
  const isEditor = mayWrite(project);
  const disconnect = ({ repositoryId }: Repository): Promise<boolean> =>
    command.run(async () => {
      await api.send('DELETE', `/projects/${project.projectId}/repositories/${repositoryId}`);
      await store.refresh(['repositories', 'project']);
    });
  return (
    <section aria-labelledby="repositories" {...keptFocus}>
      <h2 id="repositories">Code repositories</h2>
      <p className="soft">A session gets them cloned under /work the first time it starts.</p>
      <Alert>{command.problem}</Alert>
      {repositories.length === 0 ? (
        <p className="soft empty">No repository is connected.</p>
      ) : (
        <ul className="rows">
          {repositories.map((repository) => (
            <li key={repository.repositoryId}>
              <div>
                <code>/work/{repository.name}</code>
                <p className="soft small break">{repository.url}</p>
              </div>
              {isEditor && (
                <button
                  type="button"
                  className="quiet danger"
                  aria-label={`Disconnect ${repository.name}`}
                  aria-disabled={command.isRunning}
                  onClick={() => void disconnect(repository)}
                >
                  Disconnect
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isEditor && <ConnectForm />}
    </section>
  );
};

const labels = { '/url': 'Address', '/name': 'Directory' };

const ConnectForm = (): ReactNode => {
  const { api } = useServices();
  const { data, store } = useOpenProject();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const command = useForm(labels);
  const connect = async (): Promise<void> => {
    const body = name === '' ? { url } : { url, name };
    await api.send('POST', `/projects/${data.project.projectId}/repositories`, { body });
    setUrl('');
    setName('');
    await store.refresh(['repositories', 'project']);
  };
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        void command.run(connect);
      }}
    >
      <h3>Connect a repository</h3>
      <div className="fields">
        <label className="field grow">
          <span>Address (http or https)</span>
          <input
            type="url"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            required
            placeholder="https://gitlab.example.org/group/analysis"
            {...command.marks('/url')}
          />
        </label>
        <label className="field">
          <span>
            Directory <span className="soft">(optional)</span>
          </span>
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            placeholder="analysis"
            autoComplete="off"
            {...command.marks('/name')}
          />
        </label>
      </div>
      <Alert id={command.alertId}>{command.problem}</Alert>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        Connect
      </button>
    </form>
  );
};
