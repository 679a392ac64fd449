import { type ReactNode, useCallback } from 'react';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { useServices } from '../page/services.js';
import { useRequest } from '../page/use-request.js';

interface Props {
  readonly launchId: string;
  readonly name: string;
  readonly onClose: () => void;
}

export const LogsDialog = ({ launchId, name, onClose }: Props): ReactNode => {
  const { api } = useServices();
  const logs = useRequest(useCallback(() => api.getText(`/launches/${launchId}/logs?tail=500`), [api, launchId]));
  return (
    <Dialog title={`Logs of “${name}”`} onClose={onClose}>
      <Alert>{logs.problem}</Alert>
      <section className="logs" aria-label="Log lines" tabIndex={0}>
        <pre>{logs.answer === '' ? 'It has written nothing yet.' : logs.answer}</pre>
      </section>
      <footer className="buttons">
        <button type="button" onClick={logs.again}>
          Read again
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </footer>
    </Dialog>
  );
};
