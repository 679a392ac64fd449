import type { Locator, Page } from 'playwright-core';

/** By what it is called to those who do not see it. */
export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
