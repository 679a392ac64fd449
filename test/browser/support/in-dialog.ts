import type { Locator, Page } from 'playwright-core';

/** A button of the dialog that is open. */
export const inDialog = (page: Page, name: string): Locator =>
  page.getByRole('dialog').getByRole('button', { name, exact: true });
