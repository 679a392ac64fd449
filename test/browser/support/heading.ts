import type { Locator, Page } from 'playwright-core';

/** Of the page as a whole. */
export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });
