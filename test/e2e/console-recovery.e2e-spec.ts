import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, grace } = await startConsole();

const isOfApi = (url: URL): boolean => url.pathname.startsWith('/api/');

inBrowser('the console, of a server that is away', () => {
  test('says why nothing can be read, tries it again when told to, and by itself', async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    const alert = page.getByRole('alert').getByText('The server cannot be reached.');
    await page.route(isOfApi, (route) => route.abort());
    await page.reload();
    await alert.waitFor();
    await page.unroute(isOfApi);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();

    const project = page.locator(`a[href="/projects/${projectId}"]`);
    await project.waitFor();
    await page.route(isOfApi, (route) => route.abort());
    await project.click();
    await alert.waitFor();
    await page.unroute(isOfApi);
    await page.getByRole('article', { name: 'Lab' }).waitFor();
    await alert.waitFor({ state: 'detached' });
  });
});

inBrowser('a sign-in', () => {
  test('is of all tabs of a browser: they renew it in turn, and end it together', async () => {
    const page = await browser.page('Grace');
    const second = await page.context().newPage();
    const projects = (tab: Page) => tab.getByRole('heading', { name: 'Projects', exact: true });
    await second.goto(system.url);
    await projects(second).waitFor();

    // a tab that hears of the expired token renews it at once: reloaded in the middle of that, it loses the answer, and with it the sign-in
    await second.goto('about:blank');
    let renewals = 0;
    page.context().on('request', (request) => {
      if (request.postData()?.includes('grant_type=refresh_token') === true) renewals += 1;
    });
    await page.evaluate(`{
      const key = Object.keys(localStorage).find((name) => name.startsWith('renku-sessions.user:'));
      const user = { ...JSON.parse(localStorage.getItem(key)), access_token: 'expired', expires_at: 1 };
      localStorage.setItem(key, JSON.stringify(user));
    }`);
    await Promise.all([page.reload(), second.goto(system.url)]);
    await Promise.all([projects(page).waitFor(), projects(second).waitFor()]);
    expect(renewals).toBe(1);

    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await second.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Linus' }).click();
    await second.getByText('Linus').waitFor();
  });
});
