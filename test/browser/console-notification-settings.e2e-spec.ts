import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const { inBrowser, system, browser, grace } = await startConsole({
  ...{ EMAIL_NOTIFICATIONS: 'opt-in', SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'Renku <renku@example.org>' },
});

const choice = (page: Page) => page.getByRole('checkbox', { name: 'Your session is going to be paused' });

inBrowser('what one is told by e-mail', () => {
  test('is chosen by keyboard alone, found in one’s own menu, and stays so', async () => {
    const page = await browser.page('Linus');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('link', { name: 'Notification settings', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Notification settings', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/notifications');
    // the menu does not stand over the page that it led to
    await page.locator('details.account:not([open])').waitFor();
    await choice(page).waitFor();
    expect(await choice(page).isChecked()).toBe(false);
    await choice(page).focus();
    await page.keyboard.press('Space');
    await page
      .getByRole('status')
      .getByText('Your session is going to be paused: by e-mail.')
      .waitFor({ state: 'attached' });
    await page.reload();
    await until('it is chosen', () => choice(page).isChecked());
    await isReadable(page);
  });

  test('includes invitations, whoever they are for: who invites is told so, and promised none', async () => {
    const projectId = await grace.createProject();
    await grace.post(`/projects/${projectId}/invitations`, { email: 'newcomer@example.org', role: 'viewer' });
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/members`);
    const asks = `Where an e-mail reaches them, it asks them to sign in at ${system.url} with this address; you can tell them yourself as well.`;
    await page.getByText(asks).waitFor();
    expect(await page.getByText('No e-mail is sent').count()).toBe(0);
    await isReadable(page);
  });

  test('a link that is not valid any more says so, on a page that needs no sign-in, once its button is pressed', async () => {
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/api/v1/unsubscribe/none-of-ours`);
    await page.getByRole('heading', { name: 'Unsubscribe?' }).waitFor();
    await isReadable(page);
    await page.getByRole('button', { name: 'Unsubscribe' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'This link is not valid any more' }).waitFor();
    await isReadable(page);
  });
});
