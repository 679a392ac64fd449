import { type ReactNode, useState } from 'react';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { useCommand } from '../page/use-command.js';

interface Props {
  readonly name: string;
  readonly onStop: (discard: boolean) => Promise<void>;
  readonly onClose: () => void;
}

export const StopDialog = ({ name, onStop, onClose }: Props): ReactNode => {
  const [discard, setDiscard] = useState(false);
  const command = useCommand();
  const stop = async (): Promise<void> => {
    if (await command.run(() => onStop(discard))) onClose();
  };
  return (
    <Dialog title={`Stop “${name}”?`} onClose={onClose}>
      <p>What runs in it ends. Your files under /work are kept for a while, and the next launch finds them again.</p>
      <label className="choice">
        <input type="checkbox" checked={discard} onChange={(event) => setDiscard(event.target.checked)} />
        <span>Delete my files now, for good</span>
      </label>
      <Alert>{command.problem}</Alert>
      <footer className="buttons">
        <button
          type="button"
          className={discard ? 'primary danger' : 'primary'}
          aria-disabled={command.isRunning}
          onClick={() => void stop()}
        >
          {discard ? 'Stop and delete my files' : 'Stop'}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </footer>
    </Dialog>
  );
};
