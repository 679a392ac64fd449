import { t } from '@lingui/core/macro';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useServices } from './services.js';
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

/** Whether something was typed into the dialog that is not saved, apart from what was unsaved on the page already. */
const useUnsavedInside = (): (() => boolean) => {
  const { unsaved } = useServices();
  const [before] = useState(() => new Set(unsaved));
  return () => [...unsaved].some((form) => !before.has(form));
};

/** A modal <dialog>: the browser keeps the focus inside, closes it on Escape and gives the focus back. One is asked before Escape or × lose what was typed. */
export const Dialog = ({ title, onClose, children }: Props): ReactNode => {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { leave } = useServices();
  const isUnsaved = useUnsavedInside();
  const close = (): void => (isUnsaved() ? leave(onClose) : onClose());
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
