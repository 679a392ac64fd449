import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Notifier } from '../e2e/support/notifier.js';
import { type PrivateGitServer, startPrivateGitServer } from '../support/private-git-server.js';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { gone } from './support/gone.js';
import { select } from './support/select.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, ada, grace, linus } = await startConsole({
  ...{ EMAIL_NOTIFICATIONS: 'opt-in', SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'Renku <renku@example.org>' },
  STORAGES_FILE: 'test/browser/support/storages.json',
});
let server: PrivateGitServer;
let notifier: Notifier;

beforeAll(async () => {
  server = await startPrivateGitServer({ token: 'secret' });
  notifier = await Notifier.on(system.dataDir);
});
afterAll(async () => {
  await notifier.close();
  await server.close();
});

const isOfProjects = (url: URL): boolean => url.pathname.startsWith('/api/v1/projects/');

const open = async (path: string): Promise<Page> => {
  const page = await browser.page('Grace');
  await page.goto(system.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
};

/** Each is pressed before any is answered; they are answered once all were sent. */
const pressed = async (page: Page, ...elements: readonly Locator[]): Promise<void> => {
  const held: Route[] = [];
  const isHeld = (url: URL): boolean => url.pathname.startsWith('/api/v1/');
  await page.route(isHeld, (route) => (route.request().method() === 'GET' ? route.continue() : void held.push(route)));
  for (const [index, element] of elements.entries()) {
    await element.click();
    await until(`number ${index + 1} is sent`, () => held.length === index + 1);
  }
  // what is under way is not asked for twice
  await elements[0]?.click({ force: true });
  expect(held).toHaveLength(elements.length);
  for (const route of held) await route.continue();
};

type Answers = readonly (() => Promise<void>)[];

/** What the page asks of projects is done, and answered once it is released. */
const heldBack = async (page: Page): Promise<Answers> => {
  const answers: (() => Promise<void>)[] = [];
  await page.route(isOfProjects, async (route) => {
    if (route.request().method() === 'GET') return route.fallback();
    const response = await route.fetch();
    answers.push(() => route.fulfill({ response }));
  });
  return answers;
};
const released = async (answers: Answers): Promise<void> => {
  await until('it is answered', () => answers.length === 1);
  for (const answer of answers) await answer();
};

inBrowser('what is typed before the last answer has come', () => {
  test.each([
    ['repositories', 'Address', 'https://example.org/first.git', 'Connect', 'Disconnect first'],
    ['members', 'Handle or e-mail', 'linus', 'Add member', 'Remove Linus'],
  ])('is not lost with it: %s', async (tab, label, first, press, then) => {
    const page = await open(`/projects/${await grace.createProject()}/${tab}`);
    const answers = await heldBack(page);
    const field = page.getByLabel(label);
    await field.fill(first);
    await button(page, press).click();
    // the live feed tells of it
    await button(page, then).waitFor();
    await field.fill('https://example.org/second.git');
    await released(answers);
    await button(page, press).and(page.locator(':not([aria-disabled=true])')).waitFor();
    expect(await field.inputValue()).toBe('https://example.org/second.git');
  });

  test('is not lost with it: settings', async () => {
    const page = await open(`/projects/${await grace.createProject('private', 'River')}/settings`);
    const answers = await heldBack(page);
    await page.getByLabel('Name').fill('Rivers');
    await page.getByLabel('Everybody who is signed in').check();
    await button(page, 'Save').click();
    // the live feed tells of it
    await page.getByRole('heading', { level: 1, name: 'Rivers', exact: true }).waitFor();
    await page.getByLabel('Members only').check();
    await released(answers);
    await page.getByText('Sessions of people who are no members are paused').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Rivers');
    await button(page, 'Save').and(page.locator(':not([aria-disabled=true])')).waitFor();
  });
});

inBrowser('rows of a list, each on its own', () => {
  test('hosts are removed', async () => {
    const hosts = [server.host, server.host.replace('127.0.0.1', 'localhost')];
    for (const host of hosts)
      expect((await grace.call('PUT', `/me/connections/${host}`, { body: { token: 'secret' } })).status).toBe(200);
    const page = await open('/account/connections');
    await pressed(page, ...hosts.map((host) => button(page, `Remove ${host}`)));
    await page.getByText('No host is connected.').waitFor();
  });

  test('tokens are revoked', async () => {
    for (const name of ['Nightly', 'Weekly']) await grace.post('/me/tokens', { name, expiresInDays: 7 });
    const page = await open('/account');
    await pressed(page, button(page, 'Revoke Nightly'), button(page, 'Revoke Weekly'));
    await page.getByText('You have no tokens.').waitFor();
  });

  test('repositories and storages are disconnected', async () => {
    const projectId = await grace.createProject();
    for (const name of ['first', 'second']) {
      const url = `https://example.org/${name}.git`;
      expect((await grace.post(`/projects/${projectId}/repositories`, { url, name })).status).toBe(201);
      const source = 'Scratch';
      expect((await grace.post(`/projects/${projectId}/storages`, { source, name: `${name}-data` })).status).toBe(201);
    }
    const page = await open(`/projects/${projectId}/repositories`);
    const all = ['first', 'second', 'first-data', 'second-data'].map((name) => button(page, `Disconnect ${name}`));
    await pressed(page, ...all);
    for (const row of all) await gone(row);
  });

  test('members are given other roles, and invitations are withdrawn', async () => {
    const projectId = await grace.createProject();
    for (const who of [linus, ada]) await grace.setRole(projectId, who, 'viewer');
    for (const email of ['x@example.org', 'y@example.org'])
      await grace.post(`/projects/${projectId}/invitations`, { email, role: 'viewer' });
    const page = await open(`/projects/${projectId}/members`);
    for (const name of ['Linus', 'Ada']) await select(page, `Role of ${name}`).selectOption('editor');
    const withdrawals = ['x', 'y'].map((name) => button(page, `Withdraw the invitation of ${name}@example.org`));
    await pressed(page, button(page, 'Make editor: Linus'), button(page, 'Make editor: Ada'), ...withdrawals);
    for (const row of withdrawals) await gone(row);
    for (const name of ['Linus', 'Ada']) await gone(button(page, `Make editor: ${name}`));
    for (const who of [linus, ada])
      expect((await who.get(`/projects/${projectId}`)).body).toMatchObject({ role: 'editor' });
  });

  test('notifications are marked as read', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    for (const name of ['Analysis', 'Report'])
      await notifier.imageAvailable(
        grace,
        { projectId, sessionId: await grace.addSession(projectId, name) },
        'abcdef12',
      );
    const page = await open('/inbox');
    const rows = ['Analysis', 'Report'].map((name) => button(page, `Mark as read: ${name} in Rivers`));
    await pressed(page, ...rows);
    for (const row of rows) await gone(row);
    await page.getByRole('link', { name: 'Inbox, nothing unread' }).waitFor();
  });

  test('kinds of e-mail are chosen', async () => {
    const page = await open('/account/notifications');
    const kinds = ['Your session is going to be paused', 'Your files of a session are going to be deleted'];
    const choices = kinds.map((name) => page.getByRole('checkbox', { name }));
    await pressed(page, ...choices);
    for (const choice of choices) await until('it is chosen', () => choice.isChecked());
  });

  test('what is refused says so in its row, and leaves the others as they are', async () => {
    const projectId = await grace.createProject();
    for (const name of ['first', 'second'])
      await grace.post(`/projects/${projectId}/repositories`, { url: `https://example.org/${name}.git`, name });
    const page = await open(`/projects/${projectId}/repositories`);
    await button(page, 'Disconnect second').waitFor();
    await page.route(/\/repositories\//, (route) => route.fulfill({ status: 403, json: { title: 'Not now' } }));
    await button(page, 'Disconnect first').click();
    const row = page.getByRole('listitem').filter({ hasText: '/work/first' });
    await row.getByRole('alert').getByText('Not now').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.unroute(/\/repositories\//);
    await button(page, 'Disconnect second').click();
    await gone(button(page, 'Disconnect second'));
    await row.getByRole('alert').waitFor();
  });
});
