import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import { FailureBoundary } from '../page/failure-boundary.js';
import { lazyPage } from '../page/lazy-page.js';
import { useEffect } from '../page/use-effect.js';

const PaletteDialog = lazyPage(() => import('./palette-dialog.js'), 'PaletteDialog');

const isShortcut = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;

/** Opens the palette, as Ctrl-K does everywhere but in another dialog. */
export const PaletteButton = (): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      if (document.querySelector('dialog[open]') === null) setOpen(true);
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <button type="button" className="quiet small" aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
        <Trans>Go to…</Trans>{' '}
        <kbd aria-hidden="true">
          <Trans>Ctrl K</Trans>
        </kbd>
      </button>
      {isOpen &&
        // it belongs to the page, not to the bar that the button is in
        createPortal(
          <FailureBoundary name={t`This dialog`}>
            <PaletteDialog onClose={() => setOpen(false)} />
          </FailureBoundary>,
          document.body,
        )}
    </>
  );
};
