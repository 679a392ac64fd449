import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '../page/dialog.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';

interface Props {
  /** How one would leave, while that is held up. */
  readonly heldUp: (() => void) | undefined;
  readonly onStay: () => void;
}

/** The address that the click would lead to in this tab, where that is another page of the console. */
const pathOf = (event: MouseEvent): string | undefined => {
  const link = (event.target as Element).closest('a');
  if (link === null || link.target !== '' || link.origin !== location.origin || isForAnotherTab(event))
    return undefined;
  return link.pathname === location.pathname ? undefined : `${link.pathname}${link.search}${link.hash}`;
};

const isForAnotherTab = ({ button, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean =>
  button !== 0 || ctrlKey || metaKey || shiftKey;

/** Who leaves by a link, or back where the browser says that (Navigation API), is held up. */
const useHoldUp = (): void => {
  const { unsaved, leave } = useServices();
  const goTo = useNavigate();
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const path = unsaved.size > 0 ? pathOf(event) : undefined;
      if (path === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      leave(() => void goTo(path));
    };
    const onNavigate = (event: NavigateEvent): void => {
      const { navigationType, cancelable, destination } = event;
      const isOther = new URL(destination.url).pathname !== location.pathname;
      if (unsaved.size === 0 || navigationType !== 'traverse' || !cancelable || !isOther) return;
      event.preventDefault();
      leave(() => {
        unsaved.clear();
        globalThis.navigation.traverseTo(destination.key);
      });
    };
    const navigation = 'navigation' in globalThis ? globalThis.navigation : undefined;
    document.addEventListener('click', onClick, { capture: true });
    navigation?.addEventListener('navigate', onNavigate);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [unsaved, leave, goTo]);
};

/** Asks before a page or dialog goes in which something typed is not saved; another tab of a page is another page. */
export const AskBeforeLeaving = ({ heldUp, onStay }: Props): ReactNode => {
  useHoldUp();
  if (heldUp === undefined) return null;
  return (
    <Dialog title={t`Leave without saving?`} onClose={onStay}>
      <p>
        <Trans>What you typed is not saved.</Trans>
      </p>
      <footer className="buttons">
        <button
          type="button"
          className="primary danger"
          onClick={() => {
            onStay();
            heldUp();
          }}
        >
          <Trans>Leave</Trans>
        </button>
        <button type="button" onClick={onStay}>
          <Trans>Stay</Trans>
        </button>
      </footer>
    </Dialog>
  );
};
