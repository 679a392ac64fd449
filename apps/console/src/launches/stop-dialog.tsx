import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../page/confirm-dialog.js';

interface Props {
  readonly name: string;
  readonly onStop: (discard: boolean) => Promise<void>;
  readonly onClose: () => void;
}

export const StopDialog = ({ name, onStop, onClose }: Props): ReactNode => {
  const [discard, setDiscard] = useState(false);
  return (
    <ConfirmDialog
      title={t`Stop “${name}”?`}
      submit={discard ? t`Stop and delete my files` : t`Stop`}
      isDanger={discard}
      onConfirm={() => onStop(discard)}
      onClose={onClose}
    >
      <p>
        <Trans>
          What runs in it ends. Your files under /work are kept for a while, and the next launch finds them again.
        </Trans>
      </p>
      <label className="choice">
        <input type="checkbox" checked={discard} onChange={(event) => setDiscard(event.target.checked)} />
        <span>
          <Trans>Delete my files now, for good</Trans>
        </span>
      </label>
    </ConfirmDialog>
  );
};
