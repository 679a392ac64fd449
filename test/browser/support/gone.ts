import type { Locator } from 'playwright-core';

/** Waits until it is not there any more. */
export const gone = (element: Locator): Promise<void> => element.waitFor({ state: 'detached' });
