import type { Locator, Page } from 'playwright-core';

/** By what it is called to those who do not see it. */
export const button = (page: Page | Locator, name: string): Locator => page.getByRole('button', { name, exact: true });
