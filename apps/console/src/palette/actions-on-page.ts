import { t } from '@lingui/core/macro';
import type { Entry } from './entry.js';

const nameOf = (button: HTMLButtonElement): string => (button.getAttribute('aria-label') ?? button.innerText).trim();

/** What can be pressed now is what the page's buttons are: a list of actions beside them would come to differ from them. */
export const actionsOnPage = (): readonly Entry[] =>
  [...document.querySelectorAll<HTMLButtonElement>('#content button:enabled:not([aria-disabled=true])')]
    .filter((button) => button.checkVisibility() && button.closest('dialog') === null && nameOf(button) !== '')
    .map((button, index) => ({
      id: `action-${index}`,
      label: nameOf(button),
      kind: t`on this page`,
      choose: () => {
        button.focus();
        button.click();
      },
    }));
