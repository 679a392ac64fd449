import { t } from '@lingui/core/macro';
import { type ReactNode, useId, useRef } from 'react';
import { useLayoutEffect } from './use-layout-effect.js';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Where typing begins, or else the title: never a button that ends something. */
const focusFirst = (dialog: HTMLDialogElement): void => {
  const field = dialog.querySelector<HTMLElement>('input:not([type=checkbox], [type=radio])');
  field?.focus();
  if (field === null || document.activeElement !== field) dialog.querySelector('h2')?.focus();
};

/** A modal <dialog>: the browser keeps the focus inside, closes it on Escape and gives the focus back. */
export const Dialog = ({ title, onClose, children }: Props): ReactNode => {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    dialog.showModal();
    focusFirst(dialog);
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="quiet icon" aria-label={t`Close`} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
};
