import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { streamOf } from '../api/stream-of.js';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { saveFile } from '../page/save-file.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';

const keys = '/api/v1/signing-keys';
const keysFile = 'keys.json';

/** The history as a signed file, and how it is verified. */
export const ExportDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const command = useCommand();
  const name = `${projectId}.ndjson`;
  const keysAddress = `${location.origin}${keys}`;
  const verification = ['renku-sessions', 'verify', name, '--key', keysFile].join(' ');
  const params = { path: { projectId } };
  const read = () => streamOf(api.GET('/api/v1/projects/{projectId}/export', { params, parseAs: 'stream' }));
  return (
    <Dialog title={t`Export the history`} onClose={onClose}>
      <p>
        <Trans>
          All events of this project that you may see, a line each, chained by hashes and signed: whoever has the file
          can find out, without this installation, whether anything in it was altered, left out or added.
        </Trans>
      </p>
      <h3>
        <Trans>How to verify it</Trans>
      </h3>
      <ol>
        <li>
          <Trans>
            Keep the keys of this installation, apart from the file:{' '}
            <a href={keys} target="_blank" rel="noreferrer">
              {keysAddress}
            </a>
            , as <code>{keysFile}</code>.
          </Trans>
        </li>
        <li>
          <Trans>
            <code className="break">{verification}</code> names the first line that does not fit. It needs no network.
          </Trans>
        </li>
      </ol>
      <p className="soft small">
        <Trans>
          What was erased of people stays erased: they are numbered, not named. Whether something happened after the
          export, the file does not know.
        </Trans>
      </p>
      <Alert>{command.problem}</Alert>
      <p role="status">{command.isRunning && t`It is being written…`}</p>
      <footer className="buttons">
        <button
          type="button"
          className="primary"
          aria-disabled={command.isRunning}
          onClick={() => void command.run(() => saveFile(name, read))}
        >
          <Trans>Save the export</Trans>
        </button>
        <button type="button" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      </footer>
    </Dialog>
  );
};
