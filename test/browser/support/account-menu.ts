import type { Locator, Page } from 'playwright-core';

/** What opens one's own menu. */
export const accountMenu = (page: Page): Locator => page.locator('.account > summary');
