import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { launched } from '../e2e/support/given-run.js';
import { until } from '../support/until.js';
import { signIn, signOut } from './support/chromium.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

/** As long as a name may be. */
const LONG = 'n'.repeat(99);

/** What the page asks here waits until it is released, which resolves once it was refused. */
const heldBack = async (page: Page, path: string): Promise<() => Promise<void>> => {
  const held: Route[] = [];
  await page.route(`**${path}`, (route) => void held.push(route));
  return async () => {
    const refused = page.waitForResponse((response) => response.status() === 401);
    await Promise.all(held.map((route) => route.continue()));
    await refused;
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
  };
};

const { inBrowser, system, browser, grace, linus } = await startConsole();

/** The tab of a session that is opened from its project. */
const openedSession = async (page: Page, projectId: string): Promise<Page> => {
  await page.goto(`${system.url}/projects/${projectId}`);
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const session = await opened;
  await session.getByText('/work').first().waitFor();
  return session;
};

const statusWith = async (token: string): Promise<number> =>
  (await fetch(`${system.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } })).status;

inBrowser('the account page', () => {
  test('makes a token by keyboard alone, shows it once, lists it with its last use and revokes it at once', async () => {
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/account`);
    await page.getByText('You have no tokens.').waitFor();
    await isReadable(page);
    await page.getByLabel('What it is for').fill(LONG);
    await page.keyboard.press('Enter');
    await page.getByText('it is never shown again').waitFor();
    const token = await page.locator('.copied code').innerText();
    expect(token).toMatch(/^renku_pat_[0-9a-f]{48}$/);
    await page.getByText('Never used.').waitFor();
    await isReadable(page);

    expect(await statusWith(token)).toBe(200);
    await page.reload();
    await page.getByText('Last used just now').waitFor();
    expect(await page.getByText(token).count()).toBe(0);
    await page.getByRole('button', { name: `Revoke ${LONG}` }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('You have no tokens.').waitFor();
    expect(await statusWith(token)).toBe(401);
  });

  test('a session that was opened is closed to the browser when its person signs out there, or another one signs in instead', async () => {
    const projectId = await grace.createProject('private', 'Glaciers');
    await launched(grace, projectId, await grace.addSession(projectId, 'Lab'));
    const page = await browser.page('Grace');
    const session = await openedSession(page, projectId);
    const other = await browser.page('Grace');
    const elsewhere = await openedSession(other, projectId);

    await signOut(page);
    await until('the session is closed', async () => (await session.reload())?.status() === 503);
    expect((await elsewhere.reload())?.status()).toBe(200);

    await signIn(page, 'Grace');
    const again = await openedSession(page, projectId);
    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Switch user' }).click();
    await page.getByRole('button', { name: 'Linus' }).waitFor();
    await until('the session is closed', async () => (await again.reload())?.status() === 503);
  });

  test('erases whoever types their name, signed out in all tabs before, of whom no tab makes somebody new', async () => {
    const page = await browser.page('Linus');
    const other = await page.context().newPage();
    await other.goto(`${system.url}/projects`);
    await other.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
    const release = await heldBack(page, '/api/v1/me/tokens');
    await page.goto(`${system.url}/account`);
    await page.getByRole('button', { name: 'Erase me…' }).click();
    const erase = page.getByRole('button', { name: 'Erase me for good' });
    await page.getByText('What stays').waitFor();
    await isReadable(page);
    const name = page.getByLabel('Type your name, Linus');
    await name.fill('Linux');
    await name.press('Enter');
    await page.getByText('This is not your name.').waitFor();
    expect(await erase.getAttribute('aria-disabled')).toBe('true');
    await name.fill('Linus');
    await name.press('Enter');
    await page.getByText('You are erased.').waitFor();
    // what was asked before and is refused now says nothing else
    await release();
    await page.getByText('You are erased.').waitFor();
    await other.getByRole('button', { name: 'Sign in' }).waitFor();
    await until('the token from before is refused', async () => (await statusWith(linus.token)) === 401);
    const grace = await system.person('grace');
    expect((await grace.get('/users?query=linus')).body).toEqual([]);
  });
});
