import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Alert } from './alert.js';
import { Dialog } from './dialog.js';
import { useCommand } from './use-command.js';

interface Props {
  readonly title: string;
  /** What the button says that does it. */
  readonly submit: string;
  readonly cancel?: string;
  readonly isDanger?: boolean;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  /** What it means. */
  readonly children: ReactNode;
}

/** Asks before something is done that somebody may not have meant, says why it was refused, and goes when it is done. */
export const ConfirmDialog = ({
  title,
  submit,
  cancel = t`Cancel`,
  isDanger = true,
  onConfirm,
  onClose,
  children,
}: Props): ReactNode => {
  const command = useCommand();
  const confirm = async (): Promise<void> => {
    if (await command.run(onConfirm)) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Alert>{command.problem}</Alert>
      <footer className="buttons">
        <button
          type="button"
          className={isDanger ? 'primary danger' : 'primary'}
          aria-disabled={command.isRunning}
          onClick={() => void confirm()}
        >
          {submit}
        </button>
        <button type="button" onClick={onClose}>
          {cancel}
        </button>
      </footer>
    </Dialog>
  );
};
