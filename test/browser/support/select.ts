import type { Locator, Page } from 'playwright-core';

/** By its label. */
export const select = (page: Page, name: string): Locator => page.getByRole('combobox', { name, exact: true });
