import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Notifier } from '../e2e/support/notifier.js';
import { type PrivateGitServer, startPrivateGitServer } from '../support/private-git-server.js';
import { until } from '../support/until.js';
import { accountMenu } from './support/account-menu.js';
import { button } from './support/button.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { heading } from './support/heading.js';
import { inDialog } from './support/in-dialog.js';
import { Keys } from './support/keys.js';
import { region } from './support/region.js';
import { select } from './support/select.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const CODE = 'https://github.com/jupyterlab/jupyterlab-demo';

const { inBrowser, system, browser, grace, linus } = await startConsole({
  ...{ EMAIL_NOTIFICATIONS: 'opt-in', SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'Renku <renku@example.org>' },
  STORAGES_FILE: 'test/browser/support/storages.json',
});
let notifier: Notifier;
let server: PrivateGitServer;

beforeAll(async () => {
  notifier = await Notifier.on(system.dataDir);
  server = await startPrivateGitServer({ token: 'secret' });
});
afterAll(async () => {
  await server.close();
  await notifier.close();
});

const tab = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name });
const startAt = (path: string, user?: string) => Keys.at(browser, system.url + path, user);
/** From wherever one is. */
const openMenu = async (page: Page, keys: Keys): Promise<Locator> => {
  const menu = accountMenu(page);
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

  test('storages are connected, chosen for a session and disconnected, also the last of which none is offered', async () => {
    const projectId = await grace.createProject('private', 'Archives');
    await grace.addSession(projectId, 'Lab');
    const { page, keys } = await startAt(`/projects/${projectId}/repositories`);
    const directory = page.getByLabel('Directory under /work');
    const connect = button(page, 'Connect storage');
    await keys.choose(select(page, 'Storage'), 'Scratch');
    await keys.write(directory, 'no/name');
    await keys.press('Enter');
    await page.getByRole('alert').getByText('Directory: ').waitFor();
    await hasFocus(directory);
    await keys.write(directory, 'scratch');
    await keys.goTo(page.getByLabel('Sessions may write to it'));
    await keys.press('Space');
    await keys.enter(connect);
    await page.getByText('can be written to', { exact: true }).waitFor();
    await hasFocus(connect);
    // the page may show it before it is answered, and sends one at a time
    await connect.and(page.locator(':not([aria-disabled=true])')).waitFor();
    // what cannot be written to is not asked for
    await keys.goTo(select(page, 'Storage'), 'Shift+Tab');
    await keys.choose(select(page, 'Storage'), 'Survey archive');
    await gone(page.getByLabel('Sessions may write to it'));
    await keys.write(directory, 'archive');
    await keys.press('Enter');
    await page.getByText('read-only', { exact: true }).waitFor();
    await hasFocus(directory);

    await keys.enter(tab(page, /^Sessions/), 'Shift+Tab');
    const card = page.getByRole('article', { name: 'Lab' });
    const mounted = card.getByTitle('Scratch');
    await mounted.waitFor();
    await hasFocus(tab(page, /^Sessions/));
    await keys.enter(button(page, 'Configure: Lab'));
    const storages = page.getByRole('group', { name: 'Storages under /work' });
    await keys.goTo(storages.getByLabel('All, including those that are connected later'));
    await keys.press('ArrowDown');
    await keys.goTo(storages.getByLabel('/work/scratch'));
    await keys.press('Space');
    await keys.enter(inDialog(page, 'Save'));
    await gone(mounted);
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Configure: Lab'));

    await page.route(/\/api\/v1\/storages/, (route) => route.fulfill({ json: [] }));
    await page.goto(`${system.url}/projects/${projectId}/repositories`);
    await page.getByText('not offered any more').first().waitFor();
    await keys.enter(button(page, 'Disconnect scratch'));
    await gone(button(page, 'Disconnect scratch'));
    await hasFocus(region(page, 'Storages'));
    await keys.enter(button(page, 'Disconnect archive'));
    await gone(region(page, 'Storages'));
    await keys.isSomewhere();
    await keys.goTo(button(page, 'Connect'));
  });

  test('somebody is invited, told and not invited any more; whom it is for joins, and leaves again', async () => {
    const [declined, joined] = [
      await grace.createProject('private', 'Lakes'),
      await grace.createProject('private', 'Ponds'),
    ];
    for (const projectId of [declined, joined])
      await grace.post(`/projects/${projectId}/invitations`, { email: 'linus@example.org', role: 'viewer' });
    const { page, keys } = await startAt(`/projects/${declined}/members`);
    const who = page.getByLabel('Handle or e-mail address, in full');
    await keys.write(who, 'nobody@example.org');
    await keys.press('Enter');
    await button(page, 'Invite nobody@example.org as viewer').waitFor();
    await hasFocus(who);
    await keys.press('Enter');
    const copy = button(page, 'Copy: what to tell nobody@example.org');
    await copy.waitFor();
    await hasFocus(who);
    await keys.enter(copy);
    const itsRow = page.getByRole('listitem').filter({ hasText: 'nobody@example.org' });
    await itsRow.getByText(/^(Copied|Select it, and press Ctrl-C)$/).waitFor();
    await hasFocus(copy);
    await keys.enter(button(page, 'Withdraw the invitation of nobody@example.org'));
    await gone(itsRow);
    await hasFocus(region(page, 'Invited'));

    const { page: his, keys: hisKeys } = await startAt('/', 'Linus');
    await hisKeys.enter(button(his, 'Decline: Lakes'));
    await gone(button(his, 'Decline: Lakes'));
    await hisKeys.isSomewhere();
    await hisKeys.enter(button(his, 'Join Ponds'));
    await hasFocus(heading(his, 'Ponds'));
    await hisKeys.enter(tab(his, /^Members/));
    await hisKeys.enter(button(his, 'Leave the project'));
    await hisKeys.enter(inDialog(his, 'Leave the project'));
    await hasFocus(heading(his, 'Home'));
    await gone(his.getByRole('dialog'));
    await hasFocus(heading(his, 'Home'));
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
  test('one’s own menu leads to the page that one is on, and another link past all that stands before the content', async () => {
    const { page, keys } = await startAt('/account');
    const menu = await openMenu(page, keys);
    await keys.enter(page.locator('.account').getByRole('link', { name: 'Account', exact: true }));
    await page.locator('details.account:not([open])').waitFor();
    await hasFocus(menu);
    await keys.enter(page.getByRole('link', { name: 'Skip to the content' }), 'Shift+Tab');
    await hasFocus(page.getByRole('main'));
    await keys.enter(page.getByRole('main').getByRole('link', { name: 'Connections' }));
    await hasFocus(heading(page, 'Connections'));
  });

  test('whoever has gone on while a page is waited for stays where they are once it is there', async () => {
    const projectId = await grace.createProject('private', 'Late');
    const page = await browser.page('Grace');
    const keys = new Keys(page);
    let isLate = true;
    await page.route(new RegExp(`/api/v1/projects/${projectId}$`), async (route) => {
      await until('it may arrive', () => !isLate);
      await route.continue();
    });
    await page.goto(`${system.url}/projects/${projectId}`);
    const menu = accountMenu(page);
    // from the beginning of the page: its heading, which would have the focus, is what is late
    await tabTo(menu);
    isLate = false;
    await heading(page, 'Late').waitFor();
    await hasFocus(menu);
    await keys.isInOrder();
  });

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

  test('a host is connected, also where its token is refused at first, and removed', async () => {
    const { page, keys } = await startAt('/account/connections', 'Linus');
    const field = (name: string): Locator => page.getByLabel(name, { exact: true });
    const row = page.getByRole('listitem').filter({ hasText: server.host });
    const connect = async (token: string, verdict: string): Promise<void> => {
      await keys.write(field('Host'), server.host);
      await keys.write(field('Token'), token);
      await keys.write(page.getByLabel('A private repository'), server.url);
      await keys.press('Enter');
      await row.getByText(verdict).waitFor();
      await hasFocus(page.getByLabel('A private repository'));
      await keys.isInOrder();
    };
    await connect('wrong', '✗ Refused');
    await keys.goTo(field('Host'), 'Shift+Tab');
    await connect('secret', '✓ Works');
    await keys.enter(button(page, `Remove ${server.host}`), 'Shift+Tab');
    await page.getByText('No host is connected.').waitFor();
    await hasFocus(region(page, 'Your Git hosts'));
    await keys.isInOrder();
    await keys.goTo(field('Host'));
  });

  test('of many notifications more are shown, and one goes on from the first of them', async () => {
    const projectId = await linus.createProject('private', 'Many');
    for (let n = 10; n < 42; n += 1)
      await notifier.imageAvailable(linus, { projectId, sessionId: crypto.randomUUID() }, `abcdef${n}`);
    const { page, keys } = await startAt('/inbox', 'Linus');
    const rows = page.getByRole('list', { name: 'Notifications' }).getByRole('listitem');
    await until('thirty are shown', async () => (await rows.count()) === 30);
    await keys.enter(button(page, 'Show more'), 'Shift+Tab');
    await gone(button(page, 'Show more'));
    await hasFocus(rows.nth(30));
    await keys.isInOrder();
    await keys.press('Tab');
    await hasFocus(rows.nth(30).getByRole('link').first());
  });

  test('the inbox is gone to, and all in it is marked as read', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Analysis');
    const other = await grace.addSession(projectId, 'Report');
    for (const id of [sessionId, other]) await notifier.imageAvailable(grace, { projectId, sessionId: id }, 'abcdef12');
    const { page, keys } = await startAt('/usage');
    await keys.enter(page.getByRole('link', { name: 'Inbox, 2 unread' }), 'Shift+Tab');
    await hasFocus(heading(page, 'Inbox'));
    await keys.enter(button(page, 'Mark as read: Report in Rivers'));
    await page.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor();
    await gone(button(page, 'Mark as read: Report in Rivers'));
    await hasFocus(page.getByRole('list', { name: 'Notifications' }));
    await keys.enter(button(page, 'Mark all as read'), 'Shift+Tab');
    await page.getByRole('link', { name: 'Inbox, nothing unread' }).waitFor();
    await gone(page.getByRole('button', { name: 'Mark as read: Analysis in Rivers' }));
    await hasFocus(button(page, 'Mark all as read'));
    await keys.enter(page.getByRole('list', { name: 'Notifications' }).getByRole('link', { name: 'Analysis' }));
    await hasFocus(heading(page, 'Analysis'));
  });

  test('who one is is forgotten by one’s name, and the page says so', async () => {
    const { page, keys } = await startAt('/account', 'Audrey');
    await keys.enter(button(page, 'Erase me…'));
    await hasFocus(page.getByLabel('Type your name, Audrey'));
    await keys.type('Audrey');
    await keys.press('Enter');
    await page.getByText('You are erased.').waitFor();
    await hasFocus(heading(page, 'Renku sessions'));
    await keys.goTo(button(page, 'Sign in'));
  });
});
