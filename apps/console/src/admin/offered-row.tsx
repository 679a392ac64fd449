import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
  readonly editWord: string;
  /** For who hears it without seeing what it is beside. */
  readonly editLabel: string;
  readonly edit: (props: EditProps) => ReactNode;
  readonly archive: () => Promise<unknown>;
  /** What it means. */
  readonly archiving: ReactNode;
  readonly onDone: (words: string) => Promise<void>;
  readonly children: ReactNode;
}

/** Something that administrators offer, with what they can do with it. */
export const OfferedRow = ({
  name,
  isArchived = false,
  editWord,
  editLabel,
  edit,
  children,
  ...props
}: Props): ReactNode => {
  const [open, setOpen] = useState<'edit' | 'archive'>();
  const close = (): void => setOpen(undefined);
  const archive = async (): Promise<void> => {
    await props.archive();
    await props.onDone(t`“${name}” is archived.`);
  };
  return (
    <li>
      <div className="offer">{children}</div>
      {!isArchived && (
        <div className="buttons">
          <button type="button" aria-label={editLabel} onClick={() => setOpen('edit')}>
            {editWord}
          </button>
          <button
            type="button"
            className="quiet danger"
            aria-label={t`Archive ${name}`}
            onClick={() => setOpen('archive')}
          >
            <Trans>Archive</Trans>
          </button>
        </div>
      )}
      <FailureBoundary name={t`This dialog`}>
        {open === 'edit' && edit({ onClose: close, onSaved: (saved) => props.onDone(t`“${saved}” is saved.`) })}
        {open === 'archive' && (
          <ConfirmDialog title={t`Archive “${name}”?`} submit={t`Archive`} onConfirm={archive} onClose={close}>
            <p>{props.archiving}</p>
          </ConfirmDialog>
        )}
      </FailureBoundary>
    </li>
  );
};
