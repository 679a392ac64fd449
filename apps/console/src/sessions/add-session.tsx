import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { allOf } from '../api/all-of.js';
import { answerOf } from '../api/answer-of.js';
import type { AddSession as Added, Session } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { Failed } from '../page/failed.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';
import { CatalogueGallery } from './catalogue-gallery.js';
import { ExternalImageForm } from './external-image-form.js';
import { RepositoryForm } from './repository-form.js';

interface Props {
  readonly onAdded?: (session: Session) => void;
}

/** Ways to a session, the quick one first: ready-made environments that need no building. */
export const AddSession = ({ onAdded }: Props): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const catalogue = useQuery({
    queryKey: ['environments'],
    queryFn: () => allOf((page) => api.GET('/api/v1/environments', { params: { query: page } })),
  });
  const command = useCommand();
  // a look at a code host is for whoever asks for it
  const [isLooking, setLooking] = useState(false);
  const add = async (environment: Added['environment']): Promise<void> => {
    const params = { path: { projectId } };
    const added = await answerOf(api.POST('/api/v1/projects/{projectId}/sessions', { params, body: { environment } }));
    await refresh(['sessions', 'project', 'launches']);
    onAdded?.(added);
  };
  return (
    <>
      <h3>
        <Trans>Ready-made environments</Trans>
      </h3>
      <p className="soft">
        <Trans>Built already: adding one takes a click, and nothing has to be built before it starts.</Trans>
      </p>
      <Failed of={[catalogue]} />
      <Alert>{command.problem}</Alert>
      {catalogue.data !== undefined && (
        <CatalogueGallery
          environments={catalogue.data}
          isBusy={command.isRunning}
          onAdd={({ environmentId }) => void command.run(() => add({ source: 'catalogue', environmentId }))}
        />
      )}
      <details className="details" onToggle={(event) => setLooking(event.currentTarget.open)}>
        <summary>
          <Trans>Use the image that a code repository builds</Trans>
        </summary>
        {isLooking && <RepositoryForm onAdd={(built) => add({ source: 'repository', ...built })} />}
      </details>
      <details className="details">
        <summary>
          <Trans>Use another image</Trans>
        </summary>
        <ExternalImageForm onAdd={(image) => add({ source: 'image', ...image })} />
      </details>
    </>
  );
};
