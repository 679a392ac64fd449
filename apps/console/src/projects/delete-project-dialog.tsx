import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { addresses } from '../page/addresses.js';
import { useServices } from '../page/services.js';
import { TypeNameDialog } from '../page/type-name-dialog.js';
import { useOpenProject } from './open-project.js';

export const DeleteProjectDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { api } = useServices();
  const client = useQueryClient();
  const { projectId, data } = useOpenProject();
  const { name, counts } = data.project;
  const { sessions, members } = counts;
  const goTo = useNavigate();
  const remove = async (): Promise<void> => {
    await api.DELETE('/api/v1/projects/{projectId}', { params: { path: { projectId } } });
    onClose();
    void goTo(addresses.home);
    await Promise.all(['home', 'project-list'].map((list) => client.invalidateQueries({ queryKey: [list] })));
  };
  return (
    <TypeNameDialog
      title={t`Delete “${name}”?`}
      name={name}
      whose={t`the project’s name`}
      label={t`Type the name of the project`}
      submit={t`Delete for good`}
      onConfirm={remove}
      onClose={onClose}
    >
      <p className="break">
        <Trans>
          It has <Plural value={sessions} one="# session" other="# sessions" /> and{' '}
          <Plural value={members} one="# member" other="# members" />. Whoever runs one of them is stopped, and nobody
          sees the project any more. Its code repositories and storages are not touched.
        </Trans>
      </p>
    </TypeNameDialog>
  );
};
