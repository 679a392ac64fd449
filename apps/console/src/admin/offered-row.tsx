import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../page/confirm-dialog.js';
import { FailureBoundary } from '../page/failure-boundary.js';

interface EditProps {
  readonly onClose: () => void;
  readonly onSaved: (name: string) => Promise<void>;
}

interface Props {
  readonly name: string;
  /** What is archived is seen, and changed no more. */
  readonly isArchived?: boolean;
  readonly editWord: 'Change' | 'Edit';
  readonly edit: (props: EditProps) => ReactNode;
  readonly archive: () => Promise<unknown>;
  /** What it means. */
  readonly archiving: ReactNode;
  readonly onDone: (words: string) => Promise<void>;
  readonly children: ReactNode;
}

/** Something that administrators offer, with what they can do with it. */
export const OfferedRow = ({ name, isArchived = false, editWord, edit, children, ...props }: Props): ReactNode => {
  const [open, setOpen] = useState<'edit' | 'archive'>();
  const close = (): void => setOpen(undefined);
  const archive = async (): Promise<void> => {
    await props.archive();
    await props.onDone(`“${name}” is archived.`);
  };
  return (
    <li>
      <div className="offer">{children}</div>
      {!isArchived && (
        <div className="buttons">
          <button type="button" aria-label={`${editWord} ${name}`} onClick={() => setOpen('edit')}>
            {editWord}
          </button>
          <button
            type="button"
            className="quiet danger"
            aria-label={`Archive ${name}`}
            onClick={() => setOpen('archive')}
          >
            Archive
          </button>
        </div>
      )}
      <FailureBoundary name="This dialog">
        {open === 'edit' && edit({ onClose: close, onSaved: (saved) => props.onDone(`“${saved}” is saved.`) })}
        {open === 'archive' && (
          <ConfirmDialog title={`Archive “${name}”?`} submit="Archive" onConfirm={archive} onClose={close}>
            <p>{props.archiving}</p>
          </ConfirmDialog>
        )}
      </FailureBoundary>
    </li>
  );
};
