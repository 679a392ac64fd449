import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { FailureBoundary } from '../page/failure-boundary.js';
import { LogsDialog } from './logs-dialog.js';

interface Props {
  readonly launchId: string | undefined;
  readonly name: string;
}

/** Opens the logs of a launch; nothing where there is none. */
export const LogsButton = ({ launchId, name }: Props): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  if (launchId === undefined) return null;
  return (
    <>
      <button type="button" className="quiet small" aria-label={t`Logs of ${name}`} onClick={() => setOpen(true)}>
        <Trans>Logs</Trans>
      </button>
      {isOpen && (
        <FailureBoundary name={t`This dialog`}>
          <LogsDialog launchId={launchId} name={name} onClose={() => setOpen(false)} />
        </FailureBoundary>
      )}
    </>
  );
};
