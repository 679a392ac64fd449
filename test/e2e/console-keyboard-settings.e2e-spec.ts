import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { Keys } from './support/keys.js';
import { Notifier } from './support/notifier.js';
import { startConsole } from './support/start-console.js';

const CODE = 'https://github.com/jupyterlab/jupyterlab-demo';

const { inBrowser, system, browser, grace, linus } = await startConsole({
  ...{ EMAIL_NOTIFICATIONS: 'opt-in', SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'Renku <renku@example.org>' },
});
let notifier: Notifier;

beforeAll(async () => {
  notifier = await Notifier.on(system.dataDir);
});
afterAll(() => notifier.close());

const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true });
const select = (page: Page, name: string): Locator => page.getByRole('combobox', { name, exact: true });
const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const tab = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name });
const gone = (element: Locator): Promise<void> => element.waitFor({ state: 'detached' });
const inDialog = (page: Page, name: string): Locator =>
  page.getByRole('dialog').getByRole('button', { name, exact: true });
const startAt = async (path: string): Promise<{ page: Page; keys: Keys }> => {
  const page = await browser.page('Grace');
  await page.goto(system.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, keys: new Keys(page) };
};
/** From wherever one is. */
const openMenu = async (page: Page, keys: Keys): Promise<Locator> => {
  const menu = page.locator('.account > summary');
  await keys.enter(menu, 'Shift+Tab');
  await page.locator('details.account[open]').waitFor();
  return menu;
};

inBrowser('the settings of a project, by the keyboard alone', () => {
  test('it is renamed and shown to others, and nobody leaves before they have saved or said so', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const { page, keys } = await startAt(`/projects/${projectId}/settings`);
    await keys.write(page.getByLabel('Name'), 'Lakes');
    await keys.enter(tab(page, /^Members/), 'Shift+Tab');
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await keys.enter(inDialog(page, 'Stay'));
    await gone(page.getByRole('dialog'));
    await hasFocus(tab(page, /^Members/));

    await keys.goTo(page.getByLabel('Members only'));
    await keys.press('ArrowDown');
    await hasFocus(page.getByLabel('Everybody who is signed in'));
    await keys.enter(button(page, 'Save'));
    await page.getByRole('status').getByText('Saved.').waitFor();
    await heading(page, 'Lakes').waitFor();
    await hasFocus(button(page, 'Save'));
    expect((await grace.get(`/projects/${projectId}`)).body).toMatchObject({ name: 'Lakes', visibility: 'public' });
  });

  test('somebody is added, given another role and removed', async () => {
    const projectId = await grace.createProject('private', 'Deltas');
    const { page, keys } = await startAt(`/projects/${projectId}`);
    await keys.enter(tab(page, /^Members/));
    await hasFocus(tab(page, /^Members/));
    await keys.write(page.getByLabel('Handle or e-mail address, in full'), 'linus');
    await keys.press('Enter');
    await select(page, 'Role of Linus').waitFor();
    await hasFocus(page.getByLabel('Handle or e-mail address, in full'));

    await keys.goTo(select(page, 'Role of Linus'), 'Shift+Tab');
    await keys.choose(select(page, 'Role of Linus'), 'editor');
    await keys.enter(button(page, 'Make editor: Linus'));
    await gone(button(page, 'Make editor: Linus'));
    await hasFocus(region(page, 'Members'));
    await until('he is an editor', async () => (await linus.get(`/projects/${projectId}`)).body['role'] === 'editor');

    await keys.enter(button(page, 'Remove Linus'));
    await page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Remove Linus'));
    await keys.press('Enter');
    await keys.enter(inDialog(page, 'Remove'));
    await gone(page.getByRole('dialog'));
    await gone(select(page, 'Role of Linus'));
    await hasFocus(region(page, 'Members'));
  });

  test('a repository is connected, disconnected and connected again', async () => {
    const projectId = await grace.createProject('private', 'Code');
    const { page, keys } = await startAt(`/projects/${projectId}`);
    await keys.enter(tab(page, /^Repositories/));
    await keys.write(page.getByLabel('Address (http or https)'), CODE);
    await keys.press('Enter');
    await button(page, 'Disconnect jupyterlab-demo').waitFor();
    await hasFocus(page.getByLabel('Address (http or https)'));

    await keys.enter(button(page, 'Disconnect jupyterlab-demo'), 'Shift+Tab');
    await page.getByText('No repository is connected.').waitFor();
    await hasFocus(region(page, 'Code repositories'));
    await keys.enter(button(page, 'Undo'));
    await button(page, 'Disconnect jupyterlab-demo').waitFor();
    await gone(region(page, 'Undo'));
    await hasFocus(page.getByRole('main'));
    await keys.enter(button(page, 'Disconnect jupyterlab-demo'));
    await keys.enter(button(page, 'Dismiss'));
    await gone(region(page, 'Undo'));
    await hasFocus(page.getByRole('main'));
  });

  test('it is deleted by its name', async () => {
    const projectId = await grace.createProject('private', 'Gone');
    const { page, keys } = await startAt(`/projects/${projectId}/settings`);
    await keys.enter(button(page, 'Delete the project'));
    const field = page.getByLabel('Type the name of the project');
    await hasFocus(field);
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Delete the project'));
    await keys.press('Enter');
    await hasFocus(field);
    await keys.type('Gone');
    await keys.press('Enter');
    await hasFocus(heading(page, 'Home'));
    expect((await grace.get(`/projects/${projectId}`)).status).toBe(404);
  });
});

inBrowser('one’s own settings, by the keyboard alone', () => {
  test('the theme and the language are chosen in one’s own menu', async () => {
    const { page, keys } = await startAt('/usage');
    const menu = await openMenu(page, keys);
    await keys.choose(select(page, 'Theme'), 'Dark');
    await keys.choose(select(page, 'Theme'), 'As the system');
    await keys.press('Escape');
    await page.locator('details.account:not([open])').waitFor();
    await hasFocus(menu);
    await keys.press('Enter');
    await keys.goTo(select(page, 'Language'));
    await keys.press('ArrowDown');
    await hasFocus(heading(page, 'Nutzung'));
    await openMenu(page, keys);
    await keys.goTo(select(page, 'Sprache'));
    await keys.press('ArrowUp');
    await hasFocus(heading(page, 'Usage'));
  });

  test('a token is made, copied and revoked', async () => {
    const { page, keys } = await startAt('/');
    await openMenu(page, keys);
    await keys.enter(page.getByRole('link', { name: 'Account', exact: true }));
    await hasFocus(heading(page, 'Account'));
    await page.getByText('You have no tokens.').waitFor();
    await keys.write(page.getByLabel('What it is for'), 'Nightly');
    await keys.choose(select(page, 'Expires after'), '7 days');
    await keys.enter(button(page, 'Make a token'));
    await page.getByText('it is never shown again').waitFor();
    await keys.enter(button(page, 'Copy: The new token'));
    await page.getByText(/^(Copied|Select it, and press Ctrl-C)$/).waitFor();
    await hasFocus(button(page, 'Copy: The new token'));
    await keys.enter(button(page, 'Revoke Nightly'), 'Shift+Tab');
    await page.getByText('You have no tokens.').waitFor();
    await hasFocus(page.getByRole('group', { name: 'Your tokens' }));

    await keys.enter(button(page, 'Erase me…'));
    await page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Erase me…'));
  });

  test('what one is told by e-mail is chosen, and a host that cannot be connected is said to be so', async () => {
    const { page, keys } = await startAt('/account');
    const main = page.getByRole('main');
    await keys.enter(main.getByRole('link', { name: 'Notification settings' }));
    await hasFocus(heading(page, 'Notification settings'));
    const choice = page.getByRole('checkbox', { name: 'Your session is going to be paused' });
    await keys.goTo(choice);
    await keys.press('Space');
    await until('it is chosen', () => choice.isChecked());
    await hasFocus(choice);
    await openMenu(page, keys);
    await keys.enter(page.getByRole('link', { name: 'Connections', exact: true }));
    await hasFocus(heading(page, 'Connections'));
    await keys.write(page.getByLabel('Host', { exact: true }), '10.0.0.1');
    await keys.write(page.getByLabel('Token', { exact: true }), 'secret');
    await keys.enter(button(page, 'Connect'));
    await page.getByRole('alert').getByText('10.0.0.1 does not exist').waitFor();
    await hasFocus(button(page, 'Connect'));
  });

  test('the inbox is gone to, and all in it is marked as read', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Analysis');
    await notifier.imageAvailable(grace, { projectId, sessionId }, 'abcdef12');
    const { page, keys } = await startAt('/usage');
    await keys.enter(page.getByRole('link', { name: 'Inbox, 1 unread' }), 'Shift+Tab');
    await hasFocus(heading(page, 'Inbox'));
    await page.getByRole('button', { name: 'Mark as read: Analysis in Rivers' }).waitFor();
    await keys.enter(button(page, 'Mark all as read'));
    await page.getByRole('link', { name: 'Inbox, nothing unread' }).waitFor();
    await gone(page.getByRole('button', { name: 'Mark as read: Analysis in Rivers' }));
    await hasFocus(button(page, 'Mark all as read'));
    await keys.enter(page.getByRole('list', { name: 'Notifications' }).getByRole('link', { name: 'Analysis' }));
    await hasFocus(heading(page, 'Analysis'));
  });
});
