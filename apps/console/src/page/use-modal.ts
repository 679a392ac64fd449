import { type RefObject, useRef } from 'react';
import { useLayoutEffect } from './use-layout-effect.js';

/** A <dialog> that is modal for as long as it is there. `onShown`: where its focus begins; else the browser chooses. */
export const useModal = (onShown?: (dialog: HTMLDialogElement) => void): RefObject<HTMLDialogElement | null> => {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    dialog.showModal();
    onShown?.(dialog);
    return () => dialog.close();
  }, [onShown]);
  return element;
};
