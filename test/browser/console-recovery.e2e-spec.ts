import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { isReadable } from './support/is-readable.js';
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
    // what the page tries by itself before the press is not answered either: else there may be nothing left to press
    let isBack = false;
    await page.route(isOfApi, async (route) => {
      await until('the server is back', () => isBack);
      await route.continue();
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    isBack = true;
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

/** Has the sign-in end, as where nobody was there for too long: the provider renews it no more, and has forgotten who it was. */
const end = async (page: Page): Promise<void> => {
  const context = page.context();
  await context.clearCookies({ name: /^openid_/ });
  await context.route('**/oidc/token', (route) => {
    const isRenewal = route.request().postData()?.includes('grant_type=refresh_token') === true;
    return isRenewal ? route.fulfill({ status: 400, json: { error: 'invalid_grant' } }) : route.fallback();
  });
  await expire(page);
};

const over = (page: Page) => page.getByRole('dialog', { name: 'Sign in' });

/** A project's new name, for which **Save** is pressed once the sign-in has ended. */
const savedAtTheEnd = async (name: string, typed: string): Promise<{ page: Page; projectId: string }> => {
  const projectId = await grace.createProject('private', name);
  const page = await browser.page('Grace');
  await page.goto(`${system.url}/projects/${projectId}/settings`);
  await page.getByLabel('Name').fill(typed);
  await end(page);
  await button(page, 'Save').click();
  return { page, projectId };
};

/** From there, in the tab that opens for it. */
const signInBeside = async (page: Page, user: string): Promise<void> => {
  const opened = page.waitForEvent('popup');
  await button(over(page), 'Sign in').click();
  const tab = await opened;
  const closed = tab.waitForEvent('close');
  await tab.getByRole('button', { name: user }).click();
  await closed;
};

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
    await page.waitForURL('**/oidc/**');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Linus' }).click();
    await second.getByText('Linus').waitFor();
  });

  test('that ends keeps what was typed for whoever comes back, and what they asked for is done then', async () => {
    const { page, projectId } = await savedAtTheEnd('Glaciers', 'Icebergs');
    await over(page).getByText('Your sign-in has ended.').waitFor();
    await page.keyboard.press('Escape');
    await isReadable(page);
    await signInBeside(page, 'Grace');
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await over(page).count()).toBe(0);
    expect((await grace.get(`/projects/${projectId}`)).body).toMatchObject({ name: 'Icebergs' });
  });

  test('that ends does so in all tabs, and only what was typed is kept', async () => {
    const page = await browser.page('Grace');
    await button(page, 'New project').click();
    await page.keyboard.type('Rivers');
    const idle = await page.context().newPage();
    await idle.goto(system.url);
    await idle.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    await end(page);
    await over(page).waitFor();
    await idle.getByText('Your sign-in has ended.').waitFor();
    expect(await over(idle).count()).toBe(0);
    await signInBeside(page, 'Grace');
    await over(page).waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name').inputValue()).toBe('Rivers');
    await idle.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
  });

  test('of somebody else shows nothing that another one typed', async () => {
    const { page, projectId } = await savedAtTheEnd('Tides', 'Waves');
    await signInBeside(page, 'Linus');
    await page.getByText('Linus').waitFor();
    expect(await page.getByLabel('Name').count()).toBe(0);
    expect((await grace.get(`/projects/${projectId}`)).body).toMatchObject({ name: 'Tides' });
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
