import { type ReactNode, useState } from 'react';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { ConnectedSection } from './connected-section.js';
import { useOpenProject } from './open-project.js';
import { StoragesSection } from './storages-section.js';

export const RepositoriesTab = (): ReactNode => (
  <>
    <Repositories />
    <StoragesSection />
  </>
);

const Repositories = (): ReactNode => (
  <ConnectedSection
    of="repositories"
    title="Code repositories"
    note="A session gets them cloned under /work the first time it starts."
    whereNone="No repository is connected."
    connected={useOpenProject().data.repositories.map(({ repositoryId: id, name, url: detail }) => ({
      id,
      name,
      detail,
    }))}
    form={<ConnectForm />}
  />
);

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
