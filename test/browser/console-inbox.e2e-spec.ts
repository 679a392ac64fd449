import type { Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Notifier } from '../e2e/support/notifier.js';
import { until } from '../support/until.js';
import { fitsItsWidth } from './support/fits-its-width.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const { inBrowser, system, browser, grace } = await startConsole();
let notifier: Notifier;
let session: { projectId: string; sessionId: string };

beforeAll(async () => {
  notifier = await Notifier.on(system.dataDir);
});
afterAll(() => notifier.close());

beforeEach(async () => {
  await grace.post('/notifications/read-all');
  const projectId = await grace.createProject('private', 'River levels');
  session = { projectId, sessionId: await grace.addSession(projectId, 'Analysis') };
});

const bell = (page: Page, words: string) => page.getByRole('link', { name: words, exact: true });
const rows = (page: Page) => page.getByRole('list', { name: 'Notifications' }).getByRole('listitem');
const markRead = (page: Page) => page.getByRole('button', { name: 'Mark as read: Analysis in River levels' });
const toInbox = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
};

inBrowser('rule 12, the inbox in the console', () => {
  test('says that there is nothing, and what will be said', async () => {
    const page = await browser.page('Linus');
    await bell(page, 'Inbox, nothing unread').click();
    await page.getByText('Nothing here. You are told when a newer image is available').waitFor();
    await page.getByText('before your files of a session are deleted').waitFor();
    await isReadable(page);
  });

  test('a newer image is said by the bell, in words, with what it was built from, and leads to the session', async () => {
    const page = await browser.page('Grace');
    await bell(page, 'Inbox, nothing unread').waitFor();
    await notifier.imageAvailable(grace, session, 'abcdef12');
    await bell(page, 'Inbox, 1 unread').waitFor();
    await page.getByText('New notification. Inbox, 1 unread.').waitFor({ state: 'attached' });
    await toInbox(page);
    const row = rows(page).first();
    expect(await row.innerText()).toContain('A newer image is available for Analysis in River levels');
    expect(await row.innerText()).toMatch(
      /commit abcdef12 · branch main · registry\.example\.org\/analysis:abcdef12 · just now/,
    );
    expect(await row.locator('time').getAttribute('title')).toMatch(/\d{4}.*\d{2}:\d{2}/);
    await row.getByRole('link', { name: 'Analysis' }).click();
    await page.getByRole('heading', { level: 1, name: 'Analysis' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/projects/${session.projectId}/sessions/${session.sessionId}`);
    // whoever follows its link has read it
    await bell(page, 'Inbox, nothing unread').waitFor();
  });

  test('one is read, then all are, in every tab', async () => {
    const [page, other] = [await browser.page('Grace'), await browser.page('Grace')];
    const second = await grace.addSession(session.projectId, 'Report');
    await notifier.imageAvailable(grace, session, 'one');
    await notifier.imageAvailable(grace, { ...session, sessionId: second }, 'two');
    await bell(other, 'Inbox, 2 unread').waitFor();
    await toInbox(page);
    await markRead(page).click();
    for (const tab of [page, other]) await bell(tab, 'Inbox, 1 unread').waitFor();
    await markRead(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    for (const tab of [page, other]) await bell(tab, 'Inbox, nothing unread').waitFor();
    await page.getByText('Unread: ').first().waitFor({ state: 'detached' });
  });

  test('the keyboard is enough, and nobody who does not see the page is left out', async () => {
    const page = await browser.page('Grace');
    await notifier.imageAvailable(grace, session, 'keys');
    await bell(page, 'Inbox, 1 unread').focus();
    await page.keyboard.press('Enter');
    await markRead(page).waitFor();
    await hasFocus(page.getByRole('heading', { name: 'Inbox', exact: true }));
    await isReadable(page);
    await tabTo(markRead(page));
    await page.keyboard.press('Enter');
    await markRead(page).waitFor({ state: 'detached' });
    await hasFocus(page.getByRole('list', { name: 'Notifications', exact: true }));
  });

  test('what was told while the connection was lost is there when it is back', async () => {
    const page = await browser.page('Grace');
    const sockets = new Set<WebSocketRoute>();
    let isDown = false;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (isDown) return void socket.close();
      sockets.add(socket);
      socket.connectToServer();
    });
    await page.goto(`${system.url}/inbox`);
    await bell(page, 'Inbox, nothing unread').waitFor();
    await until('it is connected', () => sockets.size > 0);
    isDown = true;
    for (const socket of sockets) await socket.close();
    await page.getByText('Connection lost.').waitFor();
    await notifier.imageAvailable(grace, session, 'meanwhile');
    isDown = false;
    await markRead(page).waitFor();
    await bell(page, 'Inbox, 1 unread').waitFor();
    await page.getByText('Connection lost.').waitFor({ state: 'detached' });
  });

  test('what sessions are offered is read once more for all that come while it is read, not once for each', async () => {
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${session.projectId}`);
    await page.getByRole('link', { name: 'Analysis' }).first().waitFor();
    await bell(page, 'Inbox, nothing unread').waitFor();
    let asked = 0;
    let answer: () => void = () => undefined;
    const isAnswered = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/\/projects\/[^/]+\/sessions(\?|$)/, async (route) => {
      asked += 1;
      await isAnswered;
      await route.continue();
    });
    const tell = (n: number) =>
      notifier.imageAvailable(grace, { ...session, sessionId: crypto.randomUUID() }, `offered${n}`);
    await tell(0);
    await until('it is read again', () => asked === 1);
    for (let n = 1; n < 6; n += 1) await tell(n);
    await bell(page, 'Inbox, 6 unread').waitFor();
    expect(asked).toBe(1);
    answer();
    await until('it is read once more', () => asked === 2);
  });

  test('of many the newest are shown, and more when asked', async () => {
    const page = await browser.page('Grace');
    for (let n = 0; n < 40; n += 1)
      await notifier.imageAvailable(grace, { ...session, sessionId: crypto.randomUUID() }, `m${n}`);
    await toInbox(page);
    await until('thirty are shown', async () => (await rows(page).count()) === 30);
    await tabTo(page.getByRole('button', { name: 'Mark all as read' }));
    await tabTo(page.getByRole('button', { name: 'Show more' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await until('more are shown', async () => (await rows(page).count()) >= 40);
    // the first of those
    await hasFocus(rows(page).nth(30));
    expect(await rows(page).first().innerText()).toContain('a session that was removed');
  });

  test('nothing sticks out of a screen of 360 pixels', async () => {
    await notifier.imageAvailable(grace, session, 'narrow');
    const page = await browser.page('Grace', { viewport: { width: 360, height: 740 } });
    await toInbox(page);
    await markRead(page).waitFor();
    await fitsItsWidth(page);
  });
});
