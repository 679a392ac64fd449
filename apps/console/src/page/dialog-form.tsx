import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Alert } from './alert.js';
import type { Form } from './use-form.js';
import { useKeptFocus } from './use-kept-focus.js';

interface Props {
  readonly command: Form;
  /** What the button says that sends it. */
  readonly submit: string;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What is to be known about sending it. */
  readonly note?: string;
  readonly isDanger?: boolean;
  /** That nothing is missing: a button that is not ready says why when it is pressed. */
  readonly isReady?: boolean;
}

/** The form of a dialog: its fields, why it was refused, and the two ways out. */
export const DialogForm = ({
  command,
  submit,
  onSubmit,
  onClose,
  children,
  note,
  isDanger = false,
  isReady = true,
}: Props): ReactNode => {
  const keptFocus = useKeptFocus<HTMLFormElement>();
  return (
    <form {...keptFocus} onSubmit={command.sends(onSubmit)}>
      {children}
      <Alert id={command.alertId}>{command.problem}</Alert>
      {note !== undefined && <p className="soft small">{note}</p>}
      <footer className="buttons">
        <button
          type="submit"
          className={isDanger ? 'primary danger' : 'primary'}
          aria-disabled={command.isRunning || !isReady}
        >
          {submit}
        </button>
        <button type="button" onClick={onClose}>
          <Trans>Cancel</Trans>
        </button>
      </footer>
    </form>
  );
};
