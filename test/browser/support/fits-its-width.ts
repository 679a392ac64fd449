import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Nothing of the page is beside what is shown of it. */
export const fitsItsWidth = async (page: Page): Promise<void> => {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
};
