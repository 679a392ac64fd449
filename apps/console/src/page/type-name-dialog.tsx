import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import { Dialog } from './dialog.js';
import { DialogForm } from './dialog-form.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';

interface Props {
  readonly title: string;
  readonly name: string;
  /** Whose name it is: "the project’s name". */
  readonly whose: string;
  readonly label: string;
  readonly submit: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  /** What it means. */
  readonly children: ReactNode;
}

const labels = {};

/** For what cannot be undone, a press alone is too easy: a name is typed. */
export const TypeNameDialog = ({
  title,
  name,
  whose,
  label,
  submit,
  onConfirm,
  onClose,
  children,
}: Props): ReactNode => {
  const [typed, setTyped] = useState('');
  const command = useForm(labels);
  const isName = typed.normalize().trim() === name.normalize().trim();
  const confirm = async (): Promise<void> => {
    if (!isName) throw new Error(t`This is not ${whose}. Type “${name}”.`);
    await onConfirm();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm command={command} submit={submit} isDanger isReady={isName} onSubmit={confirm} onClose={onClose}>
        {children}
        <TextField label={label} value={typed} onType={setTyped} required spellCheck={false} />
      </DialogForm>
    </Dialog>
  );
};
