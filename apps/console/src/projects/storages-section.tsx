import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Labels } from '../api/problem.js';
import type { OfferedStorage, Storage } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
import { useForm } from '../page/use-form.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { ConnectedSection } from './connected-section.js';
import { useOpenProject } from './open-project.js';

/** Nothing where nothing is connected and the administrator offers nothing. */
export const StoragesSection = (): ReactNode => {
  const { api } = useServices();
  const { data } = useOpenProject();
  const { data: offered = [] } = useQuery({
    queryKey: ['storages'],
    queryFn: () => answerOf(api.GET('/api/v1/storages')),
  });
  // the last one that is disconnected takes the section along
  const keptFocus = useKeptFocus<HTMLDivElement>();
  return <div {...keptFocus}>{data.storages.length + offered.length > 0 && <Storages offered={offered} />}</div>;
};

const Storages = ({ offered }: { readonly offered: readonly OfferedStorage[] }): ReactNode => {
  const { api } = useServices();
  const { projectId, data } = useOpenProject();
  return (
    <ConnectedSection
      of="storages"
      title={t`Storages`}
      note={t`A session has them under /work from its next start on. They are shared: they outlive it.`}
      whereNone={t`No storage is connected.`}
      connected={data.storages.map((storage) => ({
        ...{ id: storage.storageId, name: storage.name },
        ...{ tag: rightsInWords(storage, offered), detail: storage.source },
        disconnect: () =>
          api.DELETE('/api/v1/projects/{projectId}/storages/{storageId}', {
            params: { path: { projectId, storageId: storage.storageId } },
          }),
      }))}
      form={offered.length > 0 && <ConnectForm offered={offered} />}
    />
  );
};

const rightsInWords = ({ source, readOnly }: Storage, offered: readonly OfferedStorage[]): string => {
  const offer = offered.find((one) => one.source === source);
  if (offer === undefined) return t`not offered any more`;
  return offer.writable && !readOnly ? t`can be written to` : t`read-only`;
};

const labels = (): Labels => ({ '/source': t`Storage`, '/name': t`Directory` });

const ConnectForm = ({ offered }: { readonly offered: readonly OfferedStorage[] }): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const [source, setSource] = useState(offered[0]?.source ?? '');
  const [name, setName] = useState('');
  const [readOnly, setReadOnly] = useState(true);
  const command = useForm(labels());
  const isWritable = offered.some((one) => one.source === source && one.writable);
  const connect = async (): Promise<void> => {
    const body = { source, name, readOnly: readOnly || !isWritable };
    await api.POST('/api/v1/projects/{projectId}/storages', {
      params: { path: { projectId } },
      body,
    });
    setName(emptied(name, ''));
    await refresh(['repositories', 'project']);
  };
  return (
    <form className="panel" onSubmit={command.sends(connect)}>
      <h3>
        <Trans>Connect a storage</Trans>
      </h3>
      <div className="fields">
        <label className="field grow">
          <span>
            <Trans>Storage</Trans>
          </span>
          <select value={source} onChange={(event) => setSource(event.target.value)} {...command.marks('/source')}>
            {offered.map((one) => (
              <option key={one.source} value={one.source}>
                {one.source}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label={t`Directory under /work`}
          value={name}
          onType={setName}
          required
          maxLength={100}
          placeholder="data"
          {...command.marks('/name')}
        />
      </div>
      {isWritable && (
        <label className="choice">
          <input type="checkbox" checked={!readOnly} onChange={(event) => setReadOnly(!event.target.checked)} />
          <span>
            <Trans>Sessions may write to it</Trans>
          </span>
        </label>
      )}
      <Alert id={command.alertId}>{command.problem}</Alert>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        <Trans>Connect storage</Trans>
      </button>
    </form>
  );
};
