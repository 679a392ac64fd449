import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { accountMenu } from './support/account-menu.js';
import { violationsOn } from './support/axe.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

/** As long as a name may be. */
const LONG = 'n'.repeat(99);

const { inBrowser, system, browser, grace } = await startConsole();

const field = (page: Page) => page.getByRole('combobox', { name: 'Page, project, session or action' });
const active = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true });
const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');

const DARK = 'rgb(15, 22, 27)';
const LIGHT = 'rgb(241, 245, 246)';

inBrowser('the palette', () => {
  test('leads by keyboard alone to pages, projects and sessions, and presses what can be pressed on the page', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Analysis');
    const page = await browser.page('Grace');
    await page.keyboard.press('Control+k');
    await field(page).fill('anal');
    await page.getByRole('option', { name: 'Analysis session in Rivers' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByRole('button', { name: 'Launch: Analysis' }).waitFor();

    await page.keyboard.press('Control+k');
    // by Enter alone nothing is done
    await active(page).waitFor();
    expect(await page.getByText('on this page').count()).toBe(0);
    await field(page).fill('launch: ana');
    await active(page).getByText('on this page').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Analysis: Running').waitFor({ state: 'attached' });

    await page.keyboard.press('Control+k');
    await field(page).fill('page');
    const first = await active(page).innerText();
    await page.keyboard.press('ArrowDown');
    await until('the next one is active', async () => (await active(page).innerText()) !== first);
    const id = await active(page).getAttribute('id');
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(id);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await until('it goes around', async () => (await active(page).innerText()) === first);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('asks before it leads away from what is typed and not saved, and knows pages by their headings', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/settings`);
    await page.getByLabel('Name').fill('Lakes');
    const goToInbox = async (): Promise<void> => {
      await page.keyboard.press('Control+k');
      await field(page).fill('inbox');
      await active(page).getByText('Inbox').waitFor();
      await page.keyboard.press('Enter');
    };
    await goToInbox();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('Name').inputValue()).toBe('Lakes');
    await hasFocus(page.getByLabel('Name'));
    await goToInbox();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
  });

  test('is presentable in every state, and opened by a button where there are no keys', async () => {
    await grace.createProject('private', LONG);
    const page = await browser.page('Grace');
    for (const [typed, said] of [
      ['', /results?\./],
      ['nnn', /results?\./],
      ['nothing is called so', 'Nothing is called so.'],
    ] as const) {
      await page.getByRole('button', { name: 'Go to…' }).click();
      await field(page).fill(typed);
      await page.getByText(said).waitFor();
      await isReadable(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});

inBrowser('the theme', () => {
  test('is the system’s until one is chosen, which is kept, shown from the first moment on, and taken by other tabs', async () => {
    const page = await browser.page('Grace', { colorScheme: 'light' });
    expect(await background(page)).toBe(LIGHT);
    const other = await page.context().newPage();
    await other.goto(system.url);
    await other.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    await accountMenu(page).press('Enter');
    const choice = page.getByRole('combobox', { name: 'Theme' });
    await choice.selectOption('Dark');
    await until('it is dark', async () => (await background(page)) === DARK);
    await until('so is the other tab', async () => (await background(other)) === DARK);
    expect(await violationsOn(page)).toEqual([]);

    // nothing of the console has run yet
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.reload({ waitUntil: 'domcontentloaded' });
    await until('the styles are there', async () => (await background(page)) === DARK);
    await page.unroute('**/assets/*.js');
    await page.reload();

    await accountMenu(page).press('Enter');
    await choice.selectOption('As the system');
    await until('it is light again', async () => (await background(page)) === LIGHT);
    await page.emulateMedia({ colorScheme: 'dark' });
    await until('it follows the system', async () => (await background(page)) === DARK);
  });
});
