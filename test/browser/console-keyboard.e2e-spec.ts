import type { Locator, Page, WebSocketRoute } from 'playwright-core';
import { expect, test } from 'vitest';
import { untilStatus } from '../e2e/support/until-status.js';
import { until } from '../support/until.js';
import { accountMenu } from './support/account-menu.js';
import { appendEvents } from './support/append-events.js';
import { violationsOn } from './support/axe.js';
import { button } from './support/button.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { heading } from './support/heading.js';
import { inDialog } from './support/in-dialog.js';
import { Keys } from './support/keys.js';
import { select } from './support/select.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, grace } = await startConsole();

const card = (page: Page, name: string): Locator => page.getByRole('article', { name });
const startAt = (path: string) => Keys.at(browser, system.url + path);
const projectWith = async (name: string, ...sessions: readonly string[]) => {
  const projectId = await grace.createProject('private', name);
  const ids: string[] = [];
  for (const session of sessions) ids.push(await grace.addSession(projectId, session));
  return { projectId, path: `/projects/${projectId}`, sessionId: ids[0] ?? '' };
};
const launched = async (path: string, sessionId: string): Promise<string> => {
  const { body } = await grace.post<{ launchId: string }>(`${path}/sessions/${sessionId}/launch`);
  await untilStatus(grace, body.launchId, 'running');
  return body.launchId;
};
const stop = (launchId: string) => grace.post(`/launches/${launchId}/stop`, { discard: true });

inBrowser('by the keyboard alone', () => {
  test('somebody signs in, finds a session on the home page, and goes by the palette from there', async () => {
    await projectWith('River levels', 'Analysis', 'Report');
    const page = await browser.page(undefined);
    const keys = new Keys(page);
    const openPalette = async (typed: string): Promise<void> => {
      await keys.press('Control+K');
      await page.getByRole('dialog', { name: 'Go to, or do' }).waitFor();
      await keys.type(typed);
    };
    const goBy = async (typed: string, option: string): Promise<void> => {
      await openPalette(typed);
      await page.getByRole('option', { name: option, selected: true }).waitFor();
      await keys.press('Enter');
      await gone(page.getByRole('dialog', { name: 'Go to, or do' }));
    };
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await keys.press('Tab');
    await keys.enter(page.getByRole('button', { name: 'Sign in' }));
    await page.getByRole('button', { name: 'Grace' }).waitFor();
    await keys.press('Tab');
    await keys.enter(page.getByRole('button', { name: 'Grace' }));

    await hasFocus(heading(page, 'Home'));
    await keys.write(page.getByLabel('Find a project or session'), 'anal');
    await page.getByText('0 projects and 1 session found.').waitFor();
    await keys.enter(page.getByRole('list', { name: 'Found' }).getByRole('link', { name: 'Analysis' }));
    await hasFocus(heading(page, 'Analysis'));

    await keys.press('Tab');
    const before = await page.locator(':focus').innerText();
    await openPalette('rep');
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    expect(await page.locator(':focus').innerText()).toBe(before);
    await goBy('report', 'Report session in River levels');
    await hasFocus(heading(page, 'Report'));
    await goBy('river', 'River levels project');
    await hasFocus(heading(page, 'River levels'));
    await goBy('usage', 'Usage page');
    await hasFocus(heading(page, 'Usage'));
    await goBy('river', 'River levels project');
    await hasFocus(heading(page, 'River levels'));
    await goBy('add sess', 'Add session on this page');
    await page.getByRole('dialog', { name: 'Add a session' }).waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Add session'));
  });

  test('one looks through many sessions: by name, by status, in another order, and more of them', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `Study ${index + 10}`);
    const { path } = await projectWith('Many', ...names, 'Zebra');
    const { page, keys } = await startAt(path);
    const first = (): Promise<string> => page.locator('article h3').first().innerText();
    await page.getByText('50 of 52 sessions are shown.').waitFor();
    await keys.write(page.getByLabel('Name begins with'), 'zeb');
    await page.getByText('1 of 52 sessions.').waitFor();
    await keys.press('Control+A');
    await keys.press('Delete');
    await page.getByText('50 of 52 sessions are shown.').waitFor();

    await keys.choose(select(page, 'Your status'), 'Running');
    await page.getByText('None of 52 sessions is like that.').waitFor();
    await hasFocus(select(page, 'Your status'));
    await keys.choose(select(page, 'Your status'), 'Any');
    await page.getByText('50 of 52 sessions are shown.').waitFor();
    await keys.press('Shift+Tab');
    await hasFocus(select(page, 'Sort by'));
    await keys.choose(select(page, 'Sort by'), 'Order of adding');
    await until('what was added first is first', async () => (await first()) === 'Study 10');

    // what is far away in the page is near in the palette
    await keys.press('Control+K');
    await page.getByRole('dialog').waitFor();
    await keys.type('show more');
    await page.getByRole('option', { name: 'Show more on this page', selected: true }).waitFor();
    await keys.press('Enter');
    await page.getByText('52 sessions.', { exact: true }).waitFor();
    await hasFocus(card(page, 'Study 60'));
  });

  test('what is chosen before the last choice is answered is not lost', async () => {
    const { path } = await projectWith('Slow', 'Alpha', 'Beta');
    const { page, keys } = await startAt(path);
    await keys.choose(select(page, 'Sort by'), 'Your last use');
    let isSlow = true;
    await page.route(/\/sessions\?/, async (route) => {
      await until('it is answered at last', () => !isSlow);
      await route.continue();
    });
    await keys.press('ArrowDown');
    await keys.press('ArrowDown');
    await keys.press('Tab');
    await keys.press('ArrowDown');
    isSlow = false;
    await page.getByText('None of 2 sessions is like that.').waitFor();
    expect(await select(page, 'Sort by').inputValue()).toBe('added');
    expect(await select(page, 'Your status').inputValue()).toBe('running');
  });

  test('a session is added, configured, launched, paused, resumed, stopped with and without its files, removed and put back', async () => {
    const { path } = await projectWith('Life', 'Lab');
    const { page, keys } = await startAt(path);
    const name = 'Jupyter Python';
    const its = card(page, name);
    const actions = page.getByLabel(`What can be done with ${name}`, { exact: true });
    const act = (action: string): Promise<void> => keys.enter(button(page, `${action}: ${name}`));
    const becomes = (status: string): Promise<void> => its.getByText(status, { exact: true }).waitFor();
    const confirm = async (words: string): Promise<void> => {
      await keys.enter(inDialog(page, words));
      await gone(page.getByRole('dialog'));
      await keys.isSomewhere();
    };
    await keys.enter(button(page, 'Add session'));
    await keys.enter(inDialog(page, `Add ${name}`));
    await its.getByText('just added').waitFor();
    await hasFocus(its);

    await act('Configure');
    await keys.write(page.getByLabel('Memory'), '2');
    await keys.press('Enter');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, `Configure: ${name}`));
    await its.getByText('2 GiB memory').waitFor();
    await keys.press('Enter');
    await page.getByLabel('Memory').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, `Configure: ${name}`));

    await keys.enter(button(page, `Launch: ${name}`), 'Shift+Tab');
    await becomes('Running');
    await hasFocus(actions);
    await keys.enter(button(page, `Logs of ${name}`));
    await page.getByRole('region', { name: 'Log lines' }).waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, `Logs of ${name}`));

    await keys.enter(button(page, `Pause: ${name}`), 'Shift+Tab');
    await becomes('Paused');
    await hasFocus(actions);
    await act('Resume');
    await becomes('Running');
    await act('Stop');
    await confirm('Stop');
    await becomes('Inactive');
    await its.getByText('Your files are kept until').waitFor();
    await act('Launch');
    await becomes('Running');
    await act('Stop');
    await keys.isSomewhere();
    await page.getByRole('dialog').waitFor();
    await keys.press('Tab');
    await hasFocus(inDialog(page, 'Close'));
    await keys.press('Tab');
    await hasFocus(page.getByLabel('Delete my files now, for good'));
    await keys.press('Space');
    await confirm('Stop and delete my files');
    await becomes('Inactive');
    await gone(its.getByText('Your files are kept until'));

    await act('Remove');
    await confirm('Remove');
    await gone(its);
    await hasFocus(page.getByRole('region', { name: 'Sessions', exact: true }));
    await keys.enter(page.getByRole('region', { name: 'Undo' }).getByRole('button', { name: 'Undo' }));
    await its.waitFor();
    await gone(page.getByRole('region', { name: 'Undo' }));
    await keys.isSomewhere();
  });

  test('a run is gone to from its session and reproduced beside it, and the launch link of that is copied', async () => {
    const { path, sessionId } = await projectWith('Figures', 'Lab');
    const launchId = await launched(path, sessionId);
    const { page, keys } = await startAt(`${path}/sessions/${sessionId}`);
    await keys.enter(page.getByRole('link', { name: 'Run 1' }));
    await hasFocus(heading(page, 'Run 1'));
    await keys.enter(button(page, 'Reproduce'));
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Reproduce'));
    await keys.press('Enter');
    await keys.write(page.getByRole('dialog').getByLabel('Name'), 'Figure 3');
    await keys.press('Enter');
    await hasFocus(heading(page, 'Figure 3'));

    await keys.enter(button(page, 'Copy: Launch link'));
    const said = page.getByRole('region', { name: 'Share' }).getByRole('status');
    await said.getByText(/^(Copied|Select it, and press Ctrl-C)$/).waitFor();
    await hasFocus(button(page, 'Copy: Launch link'));
    await stop(launchId);
  });

  test('an owner looks for what happened, at a moment, between two, and at how it is exported', async () => {
    const { path, sessionId } = await projectWith('Rivers', 'Lab');
    await stop(await launched(path, sessionId));
    await grace.call('PATCH', path, { body: { name: 'Lakes' } });
    const { page, keys } = await startAt(`${path}/history`);
    const event = (words: string): Locator => page.getByRole('link', { name: words });
    const past = page.getByRole('complementary', { name: 'How it was then' });
    await event('renamed the project').waitFor();
    await keys.choose(select(page, 'Session'), 'Lab');
    await gone(event('renamed the project'));
    await hasFocus(select(page, 'Session'));
    await keys.choose(select(page, 'Session'), 'All of the project');
    await event('renamed the project').waitFor();

    const run = page.locator('summary', { hasText: 'is stopped' });
    await keys.enter(run);
    await event('“Lab” is running').waitFor();
    await keys.enter(event('“Lab” is running'));
    await past.getByText('After: ').waitFor();
    await hasFocus(event('“Lab” is running'));
    await keys.enter(past.getByRole('link', { name: 'Back to now' }));
    await gone(past);
    await hasFocus(page.getByRole('heading', { name: 'History', exact: true }));

    await keys.enter(event('added the session'));
    await keys.enter(past.getByRole('link', { name: 'Compare with another moment' }));
    await hasFocus(page.getByText('Choose the event whose moment is compared'));
    await keys.enter(event('renamed the project'));
    await hasFocus(page.getByRole('heading', { name: 'Two moments compared' }));
    await page.getByText('Lakes').last().waitFor();
    const after = page.getByLabel('After (now, where nothing is said)');
    await until('the moments are known', async () => (await after.inputValue()) !== '');
    await keys.goTo(after);
    // the next month
    await keys.press('ArrowUp');
    await keys.press('Enter');
    await gone(page.getByText(', after: Grace renamed the project'));
    await hasFocus(page.getByRole('form', { name: 'Moments' }));
    await keys.enter(page.getByRole('link', { name: 'Choose the moments in the history' }));
    await event('renamed the project').waitFor();
    await keys.isSomewhere();

    await keys.enter(button(page, 'Export'));
    await page.getByRole('dialog', { name: 'Export the history' }).waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Export'));
  });

  test('what was away is tried again, and whoever did that goes on from there', async () => {
    const page = await browser.page('Grace');
    const keys = new Keys(page);
    const isOfTokens = (url: URL): boolean => url.pathname.endsWith('/me/tokens');
    await page.route(isOfTokens, (route) => route.abort());
    const sockets = new Set<WebSocketRoute>();
    let isDown = false;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (isDown) return void socket.close();
      sockets.add(socket);
      socket.connectToServer();
    });
    await page.goto(`${system.url}/account`);
    await hasFocus(heading(page, 'Account'));
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor();
    await keys.goTo(button(page, 'Try again'));
    await page.unroute(isOfTokens);
    // it may be back by itself before the press
    await keys.press('Enter');
    await page.getByText('You have no tokens.').waitFor();
    await keys.isSomewhere();

    await keys.enter(page.getByRole('link', { name: /^Inbox/ }), 'Shift+Tab');
    await hasFocus(heading(page, 'Inbox'));
    await until('it is connected', () => sockets.size > 0);
    isDown = true;
    for (const socket of sockets) await socket.close();
    await page.getByText('Connection lost.').waitFor();
    await keys.goTo(button(page, 'Try now'), 'Shift+Tab');
    isDown = false;
    await keys.press('Enter');
    await gone(page.getByText('Connection lost.'));
    await keys.isSomewhere();
  });

  test('whoever cannot sign in yet tries that again, and goes on from there', async () => {
    const page = await browser.page(undefined);
    const keys = new Keys(page);
    const isOfProvider = (url: URL): boolean => url.pathname.startsWith('/oidc/');
    await page.route(isOfProvider, (route) => route.abort());
    await page.goto(system.url);
    await hasFocus(heading(page, 'Renku sessions'));
    await page.getByRole('alert').getByText('Signing in is not possible now.').waitFor();
    await keys.goTo(button(page, 'Try again'));
    await page.unroute(isOfProvider);
    await keys.press('Enter');
    await button(page, 'Sign in').waitFor();
    await hasFocus(page.getByRole('main'));
    await keys.goTo(button(page, 'Sign in'));
  });

  test('one signs out and in again as somebody else, and lets a third take one’s place', async () => {
    const { page, keys } = await startAt('/usage');
    const menu = accountMenu(page);
    /** A page of the provider begins at its beginning. */
    const enterThere = async (title: string, name: string): Promise<void> => {
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await keys.press('Tab');
      await keys.enter(page.getByRole('button', { name }));
    };
    const becomes = async (name: string): Promise<void> => {
      await enterThere('Choose a demo user', name);
      await menu.getByText(name, { exact: true }).waitFor();
      await hasFocus(heading(page, 'Usage'));
      await keys.isInOrder();
    };
    await keys.enter(menu, 'Shift+Tab');
    await keys.enter(button(page, 'Switch user'));
    await becomes('Linus');

    await keys.enter(menu, 'Shift+Tab');
    await keys.enter(button(page, 'Sign out'));
    await enterThere('Sign out?', 'Sign out');
    await hasFocus(heading(page, 'Renku sessions'));
    await keys.isInOrder();
    await keys.enter(button(page, 'Sign in'));
    await enterThere('Choose a demo user', 'Audrey');
    await menu.getByText('Audrey', { exact: true }).waitFor();
    await hasFocus(heading(page, 'Home'));
    await keys.isInOrder();
  });

  test('earlier events are shown, and one goes on from the first of them', async () => {
    const { projectId, path } = await projectWith('Renamed');
    const renamed = (index: number) => ({ type: 'ProjectRenamed', data: { projectId, name: `Name ${index}` } });
    const facts = Array.from({ length: 250 }, (_, index) => renamed(index));
    await appendEvents(system.dataDir, `project-${projectId}`, grace.userId, facts);
    // what is read before all of them are there is shown as all, and the rest added to it
    const history = async () => (await grace.get<unknown[]>(`${path}/history?limit=300`)).body;
    await until('the history has them', async () => (await history()).length === 251);
    const { page, keys } = await startAt(`${path}/history`);
    const event = (name: string): Locator => page.getByRole('link', { name: `renamed the project to “${name}”` });
    await page.getByText('The newest 200 events are shown.').waitFor();
    await keys.enter(button(page, 'Earlier'), 'Shift+Tab');
    await page.getByText('All 251 events are shown.').waitFor();
    await gone(button(page, 'Earlier'));
    await hasFocus(event('Name 49'));
    await keys.isInOrder();
    await keys.enter(event('Name 48'));
    await page.getByText('After: Grace renamed the project to “Name 48”').waitFor();
  });

  test('more sessions of a moment are shown, and one goes on from there', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `Study ${index + 10}`);
    const { path } = await projectWith('Many', ...names);
    const [newest] = (await grace.get<{ position: string }[]>(`${path}/history?limit=1`)).body;
    const { page, keys } = await startAt(`${path}/history?at=${newest?.position ?? ''}`);
    const past = page.getByRole('complementary', { name: 'How it was then' });
    await keys.enter(past.getByRole('button', { name: 'Show more of 51 sessions' }), 'Shift+Tab');
    await past.getByRole('heading', { name: 'Study 60' }).waitFor();
    await gone(past.getByRole('button', { name: 'Show more of 51 sessions' }));
    await hasFocus(past);
  });
});
