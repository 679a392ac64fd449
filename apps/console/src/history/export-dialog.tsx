import type { ReactNode } from 'react';
import { streamOf } from '../api/stream-of.js';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { saveFile } from '../page/save-file.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';

/** The history as a signed file, and how it is verified. */
export const ExportDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const command = useCommand();
  const name = `${projectId}.ndjson`;
  const params = { path: { projectId } };
  const read = () => streamOf(api.GET('/api/v1/projects/{projectId}/export', { params, parseAs: 'stream' }));
  return (
    <Dialog title="Export the history" onClose={onClose}>
      <p>
        All events of this project that you may see, a line each, chained by hashes and signed: whoever has the file can
        find out, without this installation, whether anything in it was altered, left out or added.
      </p>
      <h3>How to verify it</h3>
      <ol>
        <li>
          Keep the keys of this installation, apart from the file:{' '}
          <a href="/api/v1/signing-keys" target="_blank" rel="noreferrer">
            {location.origin}/api/v1/signing-keys
          </a>
          , as <code>keys.json</code>.
        </li>
        <li>
          <code className="break">renku-sessions verify {name} --key keys.json</code> names the first line that does not
          fit. It needs no network.
        </li>
      </ol>
      <p className="soft small">
        What was erased of people stays erased: they are numbered, not named. Whether something happened after the
        export, the file does not know.
      </p>
      <Alert>{command.problem}</Alert>
      <p role="status">{command.isRunning && 'It is being written…'}</p>
      <footer className="buttons">
        <button
          type="button"
          className="primary"
          aria-disabled={command.isRunning}
          onClick={() => void command.run(() => saveFile(name, read))}
        >
          Save the export
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </footer>
    </Dialog>
  );
};
