import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { Labels } from '../api/problem.js';
import { Alert } from '../page/alert.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
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

const Repositories = (): ReactNode => {
  const { api } = useServices();
  const { projectId, data } = useOpenProject();
  const path = '/api/v1/projects/{projectId}/repositories' as const;
  return (
    <ConnectedSection
      of="repositories"
      title={t`Code repositories`}
      note={t`A session gets them cloned under /work the first time it starts.`}
      whereNone={t`No repository is connected.`}
      connected={data.repositories.map(({ repositoryId, name, url }) => ({
        ...{ id: repositoryId, name, detail: url },
        disconnect: () => api.DELETE(`${path}/{repositoryId}`, { params: { path: { projectId, repositoryId } } }),
        connectAgain: () => api.POST(path, { params: { path: { projectId } }, body: { url, name } }),
      }))}
      form={<ConnectForm />}
    />
  );
};

const labels = (): Labels => ({ '/url': t`Address`, '/name': t`Directory` });

const ConnectForm = (): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const command = useForm(labels());
  const connect = async (): Promise<void> => {
    const body = name === '' ? { url } : { url, name };
    await api.POST('/api/v1/projects/{projectId}/repositories', {
      params: { path: { projectId } },
      body,
    });
    setUrl(emptied(url, ''));
    setName(emptied(name, ''));
    await refresh(['repositories', 'project']);
  };
  return (
    <form className="panel" onSubmit={command.sends(connect)}>
      <h3>
        <Trans>Connect a repository</Trans>
      </h3>
      <div className="fields">
        <TextField
          label={t`Address (http or https)`}
          className="field grow"
          type="url"
          value={url}
          onType={setUrl}
          required
          placeholder="https://gitlab.example.org/group/analysis"
          autoComplete="on"
          {...command.marks('/url')}
        />
        <TextField
          label={
            <Trans>
              Directory <span className="soft">(optional)</span>
            </Trans>
          }
          value={name}
          onType={setName}
          maxLength={100}
          placeholder="analysis"
          {...command.marks('/name')}
        />
      </div>
      <Alert id={command.alertId}>{command.problem}</Alert>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        <Trans>Connect</Trans>
      </button>
    </form>
  );
};
