import { isDeepStrictEqual } from 'node:util';
import type { Page, WebSocketRoute } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { signIn, signOut } from './support/chromium.js';
import { fitsItsWidth } from './support/fits-its-width.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const { inBrowser, system, browser, grace, linus } = await startConsole({
  STORAGES_FILE: 'test/browser/support/storages.json',
});

const card = (page: Page, name: string) => page.getByRole('article', { name });
/** The page follows the log event by event: what is shown first may be of the first half of a command's events. */
const seesButtons = async (page: Page, session: string, expected: string[]): Promise<void> => {
  let seen: string[] = [];
  const look = async (): Promise<boolean> => {
    seen = (await card(page, session).locator('.buttons button').allInnerTexts()).map((text) => text.trim());
    return isDeepStrictEqual(seen, expected);
  };
  await until('the buttons are these', look).catch(() => expect(seen).toEqual(expected));
};
const openProject = async (page: Page, projectId: string, tab = ''): Promise<void> => {
  await page.goto(`${system.url}/projects/${projectId}${tab}`);
};
/** A project of grace's, with one session. */
const projectWithSession = async (visibility: 'private' | 'public' = 'private') => {
  const projectId = await grace.createProject(visibility);
  return { projectId, sessionId: await grace.addSession(projectId, 'Lab') };
};

inBrowser('the console', () => {
  test('from an empty project to a running session and through its history', async () => {
    const page = await browser.page('Grace');
    await button(page, 'New project').click();
    await page.getByLabel('Name').fill('River levels');
    await button(page, 'Create project').click();
    await page.getByRole('heading', { name: 'This project has no sessions yet' }).waitFor();
    await button(page, 'Add Jupyter Python').click();

    const lab = card(page, 'Jupyter Python');
    await lab.getByText('Inactive').waitFor();
    expect(await lab.innerText()).toContain('quay.io/jupyter/');
    expect(await lab.innerText()).toContain('version 1 of the catalogue');
    await seesButtons(page, 'Jupyter Python', ['Launch', 'Configure', 'Remove']);

    await button(page, 'Launch').click();
    await lab.getByText('Running').waitFor();
    await seesButtons(page, 'Jupyter Python', ['Open', 'Pause', 'Stop', 'Configure', 'Remove']);
    expect(await lab.innerText()).toContain('without its image');

    const [tab] = await Promise.all([page.context().waitForEvent('page'), button(page, 'Open').click()]);
    await tab.getByText('/work').first().waitFor();
    expect(new URL(tab.url()).hostname).toMatch(/^[0-9a-f-]{36}\.localhost$/);
    expect(await tab.evaluate('window.opener')).toBeNull();
    await tab.close();

    await lab.getByRole('button', { name: /^Pause/ }).click();
    await lab.getByText('Paused', { exact: true }).waitFor();
    expect(await lab.innerText()).toContain('Your files are kept until');
    await seesButtons(page, 'Jupyter Python', ['Resume', 'Stop', 'Configure', 'Remove']);
    await lab.getByRole('button', { name: /^Resume/ }).click();
    await lab.getByText('Running').waitFor();
    await lab.getByRole('button', { name: /^Stop/ }).click();
    await button(page, 'Stop').click();
    await lab.getByText('Inactive').waitFor();

    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('summary', { hasText: 'is stopped' }).first().click();
    for (const words of ['created the project “River levels”', '“Jupyter Python” is running', 'is stopped'])
      await page.getByRole('link', { name: words }).first().waitFor();
    await page.getByText('Grace created the project').click();
    const past = page.getByRole('complementary', { name: 'How it was then' });
    await past.getByText('It had no sessions.').waitFor();
  });

  test('the keyboard is enough to make a project and start a session', async () => {
    const page = await browser.page('Grace');
    await tabTo(button(page, 'New project'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hasFocus(button(page, 'New project'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'By keyboard' }).waitFor();
    await tabTo(button(page, 'Add Jupyter Python'));
    await page.keyboard.press('Enter');
    await tabTo(button(page, 'Launch'));
    await page.keyboard.press('Space');
    await card(page, 'Jupyter Python').getByText('Running').waitFor();
  });

  test('a button that is pressed and goes away leaves the focus where the next one is', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace');
    await openProject(page, projectId);
    const lab = card(page, 'Lab');
    const press = async (name: RegExp, status: string): Promise<void> => {
      // the page may show what a command led to before it is answered
      await lab.getByRole('button', { name, disabled: false }).focus();
      await page.keyboard.press('Enter');
      await lab.getByText(status, { exact: true }).waitFor();
    };
    const actions = page.getByLabel('What can be done with Lab', { exact: true });
    await press(/^Launch/, 'Running');
    // nothing that ends the launch is pressed by a second Enter
    await hasFocus(actions);
    await page.keyboard.press('Tab');
    await hasFocus(button(page, 'Open: Lab'));
    await press(/^Pause/, 'Paused');
    await hasFocus(actions);
    await press(/^Resume/, 'Running');
    await hasFocus(actions);
  });

  test('whoever goes on by keyboard before the first session is answered is not led back to the list', async () => {
    const page = await browser.page('Grace');
    await openProject(page, await grace.createProject());
    const answers: (() => Promise<void>)[] = [];
    await page.route(/\/sessions$/, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const response = await route.fetch();
      answers.push(() => route.fulfill({ response }));
    });
    await button(page, 'Add Jupyter Python').press('Enter');
    // the live feed tells of it
    await hasFocus(page.getByRole('region', { name: 'Sessions', exact: true }));
    const launch = button(page, 'Launch: Jupyter Python');
    await tabTo(launch);
    const readAnew = page.waitForResponse((response) => response.url().includes(`/sessions?`));
    for (const answer of answers) await answer();
    await (await readAnew).finished();
    await hasFocus(launch);
    await page.keyboard.press('Space');
    await card(page, 'Jupyter Python').getByText('Running').waitFor();
  });

  test('a form says what is wrong by its labels, at the field and in view', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace', { viewport: { width: 1000, height: 560 } });
    await openProject(page, projectId);
    const alert = page.getByRole('dialog').getByRole('alert');
    const refused = async (words: string): Promise<void> => {
      await alert.getByText(words).waitFor();
      expect(await alert.innerText()).not.toContain('schema');
      const { y = 0, height = 0 } = (await alert.boundingBox()) ?? {};
      const dialog = await page.getByRole('dialog').boundingBox();
      expect(y + height).toBeLessThanOrEqual((dialog?.y ?? 0) + (dialog?.height ?? 0));
    };
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await button(page, 'Configure: Lab').click();
    await page.getByLabel('Memory').fill('much');
    await button(page, 'Save').click();
    await refused('Memory (GiB): write a number of GiB, or one with its unit, for example 512 MiB.');
    expect(sent).not.toContain('PATCH');
    await hasFocus(page.getByLabel('Memory (GiB)', { exact: true }));
    expect(await page.getByLabel('Memory').getAttribute('aria-describedby')).toBe(await alert.getAttribute('id'));
    await page.getByLabel('Memory').fill('2Gi');
    await page.getByLabel('CPU').fill('5000');
    await button(page, 'Save').click();
    await refused('CPU cores: ');
    expect(await page.getByLabel('Memory').getAttribute('aria-invalid')).toBeNull();
    await hasFocus(page.getByLabel('CPU cores', { exact: true }));
    await page.route('**/api/**', (route) => route.abort());
    await button(page, 'Save').click();
    await refused('The server cannot be reached.');
    await hasFocus(button(page, 'Save'));
    await page.unroute('**/api/**');
    await button(page, 'Cancel').click();

    await button(page, 'Add session').click();
    await page.getByText('Use another image').click();
    await page.getByLabel('Image reference').fill('no image');
    await page.getByLabel('Name').fill('Mine');
    await button(page, 'Add this image').click();
    await refused('Image reference: ');
    await hasFocus(page.getByLabel('Image reference', { exact: true }));
  });

  test('what others do appears by itself, also what they did while the connection was lost', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace');
    const sockets = new Set<WebSocketRoute>();
    let isDown = false;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (isDown) return void socket.close();
      sockets.add(socket);
      socket.connectToServer();
    });
    await openProject(page, projectId);
    await card(page, 'Lab').waitFor();
    await grace.setRole(projectId, linus, 'editor');
    await linus.addSession(projectId, 'Second');
    await card(page, 'Second').waitFor();

    isDown = true;
    for (const socket of sockets) await socket.close();
    await page.getByText('Connection lost.').waitFor();
    await linus.addSession(projectId, 'Third');
    await page.route('**/api/**', (route) => route.abort());
    await card(page, 'Second')
      .getByRole('button', { name: /^Launch/ })
      .click();
    const unreachable = card(page, 'Second').getByText('The server cannot be reached.');
    await unreachable.waitFor();
    await page.unroute('**/api/**');
    isDown = false;
    // it may be back by itself before the click
    const third = card(page, 'Third').waitFor();
    await Promise.any([button(page, 'Try now').click(), third]);
    await third;
    await page.getByText('Connection lost.').waitFor({ state: 'detached' });
    await unreachable.waitFor({ state: 'detached' });
  });

  test('a configuration that was changed meanwhile is not overwritten unseen', async () => {
    const { projectId, sessionId } = await projectWithSession();
    const page = await browser.page('Grace');
    await openProject(page, projectId);
    await button(page, 'Configure: Lab').click();
    await page.getByLabel('Memory').fill('2Gi');
    const path = `/projects/${projectId}/sessions/${sessionId}`;
    const { headers } = await grace.get(path);
    await grace.call('PATCH', path, {
      body: { name: 'Lab of two' },
      headers: { 'If-Match': headers.get('etag') ?? '' },
    });
    await button(page, 'Save').click();
    await page.getByText('It was changed meanwhile,').waitFor();
    await hasValue(page.getByLabel('Memory'), '2Gi');
    await button(page, 'Show how it is now').click();
    await hasValue(page.getByLabel('Name'), 'Lab of two');
    await page.getByLabel('Memory').fill('3 GiB');
    await button(page, 'Save').click();
    await card(page, 'Lab of two').getByText('3 GiB memory').waitFor();
  });

  test('repositories and members are connected, added and taken away again', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace');
    await openProject(page, projectId, '/repositories');
    await page.getByLabel('Address').fill('https://gitlab.example.org/rivers/analysis.git');
    await button(page, 'Connect').click();
    await page.getByText('/work/analysis').waitFor();
    await button(page, 'Disconnect analysis').click();
    await page.getByText('No repository is connected.').waitFor();
    await page.getByRole('link', { name: /^Members/ }).click();
    await page.getByLabel('Handle or e-mail').fill('nobody-of-that-name');
    await button(page, 'Add member').click();
    await page.getByText('By their e-mail address you can invite them').waitFor();
    await page.getByLabel('Handle or e-mail').fill('linus');
    await button(page, 'Add member').click();
    await page.getByLabel('Role of Linus').selectOption('editor');
    await button(page, 'Make editor: Linus').click();
    // else its answer may come after that of the removal, and he is a member again
    await gone(button(page, 'Make editor: Linus'));
    await expect(linus.get(`/projects/${projectId}`)).resolves.toMatchObject({ status: 200 });
    await button(page, 'Remove Linus').click();
    await button(page, 'Remove').click();
    await page.getByLabel('Role of Linus').waitFor({ state: 'detached' });
  });

  test('a storage is connected, is on the card, and is missed with a warning where it is not there', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace');
    await openProject(page, projectId, '/repositories');
    await page.getByRole('combobox', { name: 'Storage' }).selectOption('Scratch');
    await page.getByLabel('Sessions may write to it').check();
    await page.getByLabel('Directory under /work').fill('scratch');
    await button(page, 'Connect storage').click();
    await page.getByText('can be written to').waitFor();
    await page.getByRole('link', { name: /^Sessions/ }).click();
    await card(page, 'Lab').getByText('/work/scratch').waitFor();
    await card(page, 'Lab').getByRole('button', { name: 'Launch' }).click();
    await card(page, 'Lab').getByText('There is no /work/scratch').waitFor();
    await page.getByRole('link', { name: /^Repositories/ }).click();
    await button(page, 'Disconnect scratch').click();
    await page.getByText('No storage is connected.').waitFor();
  });

  test('who is no member of a public project can launch and change nothing; an auditor reads the history', async () => {
    const { projectId, sessionId } = await projectWithSession('public');
    const page = await browser.page('Linus');
    await openProject(page, projectId);
    await card(page, 'Lab').waitFor();
    await seesButtons(page, 'Lab', ['Launch']);
    expect(await page.getByRole('link', { name: 'History' }).count()).toBe(0);

    await linus.post(`/projects/${projectId}/sessions/${sessionId}/launch`);
    await card(page, 'Lab').getByText('Running').waitFor();
    const auditor = await browser.page('Audrey');
    await openProject(auditor, projectId, '/history');
    await auditor.getByText('added the session “Lab”').waitFor();
    await auditor.locator('summary', { hasText: 'Linus’s “Lab” is running' }).waitFor();
  });

  test('a sign-in outlives a reload and an expired token, and ends by signing out; the user can be switched', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace');
    await openProject(page, projectId);
    await card(page, 'Lab').waitFor();
    await page.evaluate(`{
        const key = Object.keys(localStorage).find((name) => name.startsWith('renku-sessions.user:'));
        const user = { ...JSON.parse(localStorage.getItem(key)), access_token: 'expired', expires_at: 1 };
        localStorage.setItem(key, JSON.stringify(user));
      }`);
    await page.reload();
    await card(page, 'Lab').waitFor();

    await page.locator('.account summary').click();
    await button(page, 'Switch user').click();
    await page.getByRole('button', { name: 'Linus' }).click();
    await page.getByRole('heading', { name: 'No such project' }).waitFor();

    await signOut(page);
    await signIn(page, 'Grace');
  });

  test('a renewed token goes to the live connection, which stays', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace');
    const received: string[] = [];
    let connections = 0;
    page.on('websocket', (socket) => {
      connections += 1;
      socket.on('framesent', ({ payload }) => received.push(String(payload)));
      socket.on('framereceived', ({ payload }) => received.push(String(payload)));
    });
    await openProject(page, projectId);
    await card(page, 'Lab').waitFor();
    await until('it listens', () => received.some((frame) => frame.startsWith('430[{"ok":true,"position"')));
    await page.route(
      /\/api\/v1\/environments/,
      (route) => route.fulfill({ status: 401, json: { code: 'unauthenticated' } }),
      { times: 1 },
    );
    await button(page, 'Add session').click();
    await button(page, 'Add Jupyter Python').waitFor();
    await until('the new token is accepted', () => received.some((frame) => /^43\d+\[\{"ok":true\}\]$/.test(frame)));
    expect(connections).toBe(1);
  });

  test('nothing sticks out of a screen of 360 pixels', async () => {
    const { projectId } = await projectWithSession();
    const page = await browser.page('Grace', { viewport: { width: 360, height: 740 } });
    for (const tab of ['', '/repositories', '/members', '/history']) {
      await openProject(page, projectId, tab);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await fitsItsWidth(page);
      const tabs = await page.getByRole('navigation', { name: 'Project' }).getByRole('link').all();
      const edges = await Promise.all(tabs.map((link) => link.boundingBox()));
      expect(Math.max(...edges.map((box) => (box?.x ?? 0) + (box?.width ?? 0)))).toBeLessThanOrEqual(360);
    }
  });
});
