import type { ReactNode } from 'react';
import type { Session } from '../api/views.js';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';
import { focusSessions } from './focus-sessions.js';

export const RemoveDialog = ({
  session,
  onClose,
}: {
  readonly session: Session;
  readonly onClose: () => void;
}): ReactNode => {
  const { api } = useServices();
  const { store } = useOpenProject();
  const command = useCommand();
  const remove = async (): Promise<void> => {
    await api.send('DELETE', `/projects/${store.projectId}/sessions/${session.sessionId}`);
    onClose();
    await store.refresh(['sessions', 'project', 'launches']);
    focusSessions();
  };
  return (
    <Dialog title={`Remove “${session.name}”?`} onClose={onClose}>
      <p>It disappears for every member, and whoever runs it is stopped. Files are kept for a while.</p>
      <Alert>{command.problem}</Alert>
      <footer className="buttons">
        <button
          type="button"
          className="primary danger"
          aria-disabled={command.isRunning}
          onClick={() => void command.run(remove)}
        >
          Remove
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </footer>
    </Dialog>
  );
};
