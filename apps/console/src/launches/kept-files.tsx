import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { Launch } from '../api/schema.js';
import { streamOf } from '../api/stream-of.js';
import { ConfirmDialog } from '../page/confirm-dialog.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { SaveButton } from '../page/save-button.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';

interface Props {
  readonly launch: Launch;
  /** Of its session. */
  readonly name: string;
  readonly onDelete: () => Promise<void>;
}

/** What can be done with the files of a session while no run has them. */
export const KeptFiles = ({ launch, name, onDelete }: Props): ReactNode => {
  const [isAsking, setAsking] = useState(false);
  const keptFocus = useKeptFocus<HTMLDivElement>();
  const isKept = launch.diskExpiresAt !== undefined;
  return (
    <div {...keptFocus} {...(isKept && { role: 'group', 'aria-label': t`Files of ${name}` })}>
      {isKept && (
        <div className="buttons">
          {launch.runtime.filesAtRest && <DownloadFiles launch={launch} name={name} />}
          <button type="button" className="quiet danger small" onClick={() => setAsking(true)}>
            <Trans>Delete the files now…</Trans>
          </button>
        </div>
      )}
      {isAsking && (
        <FailureBoundary name={t`This dialog`}>
          <ConfirmDialog
            title={t`Delete your files of “${name}”?`}
            submit={t`Delete my files for good`}
            onConfirm={onDelete}
            onClose={() => setAsking(false)}
          >
            <p>
              <Trans>
                All files of this session are deleted now, for good, whatever of them was not pushed or downloaded.
                Nobody can bring them back. The session itself stays: its next launch begins with nothing.
              </Trans>
            </p>
          </ConfirmDialog>
        </FailureBoundary>
      )}
    </div>
  );
};

const DownloadFiles = ({ launch: { launchId }, name }: Omit<Props, 'onDelete'>): ReactNode => {
  const { api } = useServices();
  const params = { path: { launchId } };
  return (
    <SaveButton
      words={t`Download files`}
      className="quiet small"
      fileName={fileNameOf(name)}
      read={() => streamOf(api.GET('/api/v1/launches/{launchId}/files', { params, parseAs: 'stream' }))}
      whileRunning={t`They are being packed…`}
    />
  );
};

/** Of the session's name what every system takes in a name. */
const fileNameOf = (name: string): string =>
  `${name
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^\./, '_')
    .slice(0, 80)}.tar.gz`;
