import { t } from '@lingui/core/macro';
import { type ReactNode, useId, useState } from 'react';
import { useServices } from './services.js';
import { useModal } from './use-modal.js';

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

/** Asks before what was typed into the dialog is lost; what was unsaved on the page already is not asked about. */
const useClosing = (onClose: () => void) => {
  const { unsaved, leave } = useServices();
  const [before] = useState(() => new Set(unsaved));
  const isUnsaved = (): boolean => [...unsaved].some((form) => !before.has(form));
  return { isUnsaved, close: (): void => (isUnsaved() ? leave(onClose) : onClose()) };
};

/** A modal <dialog>: the browser keeps the focus inside and gives it back. One is asked before Escape or × lose what was typed. */
export const Dialog = ({ title, onClose, children }: Props): ReactNode => {
  const element = useModal(focusFirst);
  const titleId = useId();
  const { isUnsaved, close } = useClosing(onClose);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        close();
      }}
      // by another key than Escape, such as Back on a phone
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={() => {
        // of several in a row, Chromium lets only the first be prevented
        if (isUnsaved()) element.current?.showModal();
        close();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="quiet icon" aria-label={t`Close`} onClick={close}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
};
