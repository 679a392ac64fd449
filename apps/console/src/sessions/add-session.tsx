import { type ReactNode, useCallback, useState } from 'react';
import type { CatalogueEnvironment, Session } from '../api/views.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useRequest } from '../page/use-request.js';
import { useOpenProject } from '../projects/open-project.js';
import { ExternalImageForm } from './external-image-form.js';
import { RepositoryForm } from './repository-form.js';

interface Props {
  readonly onAdded: (session: Session) => void;
}

/** Ways to a session, the quick one first: ready-made environments that need no building. */
export const AddSession = ({ onAdded }: Props): ReactNode => {
  const { api } = useServices();
  const { store } = useOpenProject();
  const catalogue = useRequest(useCallback(() => api.getAll<CatalogueEnvironment>('/environments'), [api]));
  const command = useCommand();
  // a look at a code host is for whoever asks for it
  const [isLooking, setLooking] = useState(false);
  const add = async (environment: object): Promise<void> => {
    const added = await api.send<Session>('POST', `/projects/${store.projectId}/sessions`, { body: { environment } });
    await store.refresh(['sessions', 'project', 'launches']);
    onAdded(added);
  };
  return (
    <>
      <h3>Ready-made environments</h3>
      <p className="soft">Built already: adding one takes a click, and nothing has to be built before it starts.</p>
      <Alert>{catalogue.problem}</Alert>
      <Alert>{command.problem}</Alert>
      {catalogue.answer?.length === 0 && <p className="soft empty">The administrators offer none yet.</p>}
      <ul className="shortcuts">
        {catalogue.answer?.map((environment) => (
          <Shortcut
            key={environment.environmentId}
            environment={environment}
            isBusy={command.isRunning}
            onAdd={() => void command.run(() => add({ source: 'catalogue', environmentId: environment.environmentId }))}
          />
        ))}
      </ul>
      <details className="details" onToggle={(event) => setLooking(event.currentTarget.open)}>
        <summary>Use the image that a code repository builds</summary>
        {isLooking && <RepositoryForm onAdd={(built) => add({ source: 'repository', ...built })} />}
      </details>
      <details className="details">
        <summary>Use another image</summary>
        <ExternalImageForm onAdd={(image) => add({ source: 'image', ...image })} />
      </details>
    </>
  );
};

interface ShortcutProps {
  readonly environment: CatalogueEnvironment;
  readonly isBusy: boolean;
  readonly onAdd: () => void;
}

const Shortcut = ({ environment, isBusy, onAdd }: ShortcutProps): ReactNode => (
  <li>
    <div>
      <strong>{environment.name}</strong>
      {environment.description !== undefined && <p className="soft small">{environment.description}</p>}
      <code className="small break">{environment.image.reference}</code>
    </div>
    <button
      type="button"
      className="primary"
      aria-label={`Add ${environment.name}`}
      aria-disabled={isBusy}
      onClick={onAdd}
    >
      Add
    </button>
  </li>
);
