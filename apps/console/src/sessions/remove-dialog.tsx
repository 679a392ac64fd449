import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMatch, useNavigate } from 'react-router';
import type { Session } from '../api/schema.js';
import { projectKey } from '../live/project-key.js';
import { addresses } from '../page/addresses.js';
import { ConfirmDialog } from '../page/confirm-dialog.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';

export const RemoveDialog = ({
  session,
  onClose,
}: {
  readonly session: Session;
  readonly onClose: () => void;
}): ReactNode => {
  const { api, offerUndo } = useServices();
  const client = useQueryClient();
  const { projectId, refresh } = useOpenProject();
  const goTo = useNavigate();
  const { sessionId, name } = session;
  const isOnOwnPage = useMatch(addresses.session(projectId, sessionId)) !== null;
  const remove = async (): Promise<void> => {
    const params = { path: { projectId, sessionId } };
    await api.DELETE('/api/v1/projects/{projectId}/sessions/{sessionId}', { params });
    offerUndo({
      said: t`“${name}” is removed.`,
      undo: async () => {
        await api.POST('/api/v1/projects/{projectId}/sessions/{sessionId}/restore', { params });
        await client.invalidateQueries({ queryKey: projectKey(projectId) });
      },
    });
    onClose();
    // before it is read that it is gone: whoever removed it is not told so
    if (isOnOwnPage) await goTo(addresses.project(projectId));
    await refresh(['sessions', 'project', 'launches']);
  };
  return (
    <ConfirmDialog title={t`Remove “${name}”?`} submit={t`Remove`} onConfirm={remove} onClose={onClose}>
      <p>
        <Trans>It disappears for every member, and whoever runs it is stopped. Files are kept for a while.</Trans>
      </p>
    </ConfirmDialog>
  );
};
