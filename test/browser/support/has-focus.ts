import type { Locator } from 'playwright-core';

/** Waits until a keyboard goes on from there: what an action does to the focus, it need not have done when it returns. */
export const hasFocus = (element: Locator): Promise<void> =>
  element.and(element.page().locator(':focus')).waitFor({ state: 'attached' });
