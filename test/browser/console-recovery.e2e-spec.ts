import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
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

/** Its access token, so that the page has to renew it. */
const expire = (page: Page): Promise<unknown> =>
  page.evaluate(`{
    const key = Object.keys(localStorage).find((name) => name.startsWith('renku-sessions.user:'));
    const user = { ...JSON.parse(localStorage.getItem(key)), access_token: 'expired', expires_at: 1 };
    localStorage.setItem(key, JSON.stringify(user));
  }`);

inBrowser('a sign-in', () => {
  test('is of all tabs of a browser: they renew it in turn, and end it together', async () => {
    const page = await browser.page('Grace');
    const second = await page.context().newPage();
    const projects = (tab: Page) => tab.getByRole('heading', { name: 'Projects', exact: true });
    await second.goto(system.url);
    await projects(second).waitFor();

    // a console that finds the token expired renews it at once, before it is counted: none is open while it is made so
    await page.goto('about:blank');
    await second.goto(`${system.url}/console.json`);
    let renewals = 0;
    page.context().on('request', (request) => {
      if (request.postData()?.includes('grant_type=refresh_token') === true) renewals += 1;
    });
    await expire(second);
    await Promise.all([page.goto(system.url), second.goto(system.url)]);
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

  test('outlives the reload of a page that is just renewing it', async () => {
    const page = await browser.page('Grace');
    let lost = 0;
    await page.route('**/oidc/token', async (route) => {
      lost += (await route.fetch()).status() === 200 ? 1 : 0;
    });
    await expire(page);
    await page.reload({ waitUntil: 'commit' });
    await until('the provider has given another refresh token', () => lost === 1);
    await page.unroute('**/oidc/token');
    await page.reload();
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
  });
});
