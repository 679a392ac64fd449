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
      title={`Stop “${name}”?`}
      submit={discard ? 'Stop and delete my files' : 'Stop'}
      isDanger={discard}
      onConfirm={() => onStop(discard)}
      onClose={onClose}
    >
      <p>What runs in it ends. Your files under /work are kept for a while, and the next launch finds them again.</p>
      <label className="choice">
        <input type="checkbox" checked={discard} onChange={(event) => setDiscard(event.target.checked)} />
        <span>Delete my files now, for good</span>
      </label>
    </ConfirmDialog>
  );
};
