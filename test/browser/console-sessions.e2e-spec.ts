import type { Page, Response } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { startConsole } from './support/start-console.js';
import { START_MS } from './support/start-ms.js';

const { inBrowser, system, browser, ada, grace } = await startConsole();

const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const card = (page: Page, name: string) => page.getByRole('article', { name });

inBrowser('the console, in a project of many sessions', () => {
  test('of many sessions some are shown at first, more when asked for, and those that are looked for', async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId, 'Lab');
    for (let index = 10; index < 63; index += 1) await grace.addSession(projectId, `Study ${index}`);
    const last = await grace.addSession(projectId, 'Zebra');
    await grace.call('PUT', `/projects/${projectId}/default-session`, { body: { sessionId: last } });
    const page = await browser.page('Grace');
    // on a busy machine a frame may come before the list is drawn anew: here it always does
    await page.addInitScript('globalThis.requestAnimationFrame = (draw) => (draw(performance.now()), 0)');
    await page.goto(`${system.url}/projects/${projectId}`);
    const cards = page.getByRole('article');
    const names = (): Promise<string[]> => page.locator('article h3').allInnerTexts();
    await page.getByText('50 of 55 sessions are shown.').waitFor();
    expect(await cards.count()).toBe(50);
    // the default one is not among them, and can be started nevertheless
    expect(await page.getByRole('region', { name: 'Default session' }).innerText()).toContain('Zebra');
    await page.getByRole('link', { name: 'Sessions 55' }).waitFor();

    await button(page, 'Show more').focus();
    await page.keyboard.press('Enter');
    await page.getByText('55 sessions.', { exact: true }).waitFor();
    expect(await names()).toHaveLength(55);
    expect(await button(page, 'Show more').count()).toBe(0);
    // the first of the new ones
    await hasFocus(card(page, 'Study 59'));

    await page.getByLabel('Name begins with').fill('zeb');
    await page.getByText('1 of 55 sessions.').waitFor();
    expect(await names()).toEqual(['Zebra']);
    expect(await choice(page, 'Sort by').inputValue()).toBe('status');
    expect(await choice(page, 'Sort by').locator('option[value=added]').isDisabled()).toBe(true);
    await page.getByLabel('Name begins with').fill('nothing');
    await page.getByText('None of 55 sessions is like that.').waitFor();
    await page.getByLabel('Name begins with').fill('');
    await page.getByText('50 of 55 sessions are shown.').waitFor();
    expect((await names())[0]).toBe('Lab');

    await card(page, 'Study 12')
      .getByRole('button', { name: /^Launch/ })
      .click();
    await card(page, 'Study 12').getByText('Running').waitFor({ timeout: START_MS });
    await until('what runs is first', async () => (await names())[0] === 'Study 12');
    await choice(page, 'Sort by').selectOption('Your last use');
    await until('what was used last is first', async () => (await names())[0] === 'Study 12');
    await choice(page, 'Your status').selectOption('Running');
    await page.getByText('1 of 55 sessions.').waitFor();
    await card(page, 'Study 12')
      .getByRole('button', { name: /^Pause/ })
      .click();
    // what happens while it is open is followed, whatever is looked for
    await page.getByText('None of 55 sessions is like that.').waitFor();

    await button(page, 'Add session').click();
    await button(page, 'Add Jupyter Python').click();
    await card(page, 'Jupyter Python').waitFor();
    await hasValue(page.getByLabel('Name begins with'), 'Jupyter Python');
    await card(page, 'Jupyter Python').getByText('just added').waitFor();
    await hasFocus(card(page, 'Jupyter Python'));
  });

  test('a session that was just added is gone to and marked among the others', async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId, 'Lab');
    await grace.addSession(projectId, 'Zebra');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await button(page, 'Add session').click();
    await button(page, 'Add Jupyter Python').click();
    await card(page, 'Jupyter Python').getByText('just added').waitFor();
    await hasFocus(card(page, 'Jupyter Python'));
    expect(await page.locator('article h3').allInnerTexts()).toEqual(['Jupyter Python', 'Lab', 'Zebra']);
  });

  test('a session that is launched goes to the top of the list, and takes along who launched it', async () => {
    const projectId = await grace.createProject();
    for (let index = 10; index < 22; index += 1) await grace.addSession(projectId, `Study ${index}`);
    const page = await browser.page('Grace', { viewport: { width: 390, height: 740 } });
    await page.goto(`${system.url}/projects/${projectId}`);
    const last = card(page, 'Study 21');
    await last.getByRole('button', { name: /^Launch/ }).focus();
    await page.keyboard.press('Enter');
    await last.getByText('Running', { exact: true }).waitFor({ timeout: START_MS });
    await until('it is first', async () => (await page.locator('article h3').first().innerText()) === 'Study 21');
    const isInView = (): Promise<boolean> =>
      page.evaluate(`(() => {
        const { top, bottom } = document.activeElement.closest('article')?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
        return bottom > 0 && top < innerHeight;
      })()`);
    await until('it is in view, with the focus', isInView);
  });

  test('offers the sizes that administrators publish, and says which a session gets', async () => {
    await ada.post('/resource-classes', { name: 'small', cpu: 1, memory: '2Gi' });
    await ada.post('/resource-classes', { name: 'large', cpu: 8, memory: '32Gi' });
    const projectId = await grace.createProject();
    await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    const lab = card(page, 'Lab');
    await lab.getByText('small', { exact: true }).waitFor();
    await lab.getByRole('button', { name: /^Configure/ }).click();
    await page.getByRole('button', { name: /^large 8 CPU/ }).click();
    expect(await page.getByLabel('Memory').inputValue()).toBe('32 GiB');
    await button(page, 'Save').click();
    await lab.getByText('large', { exact: true }).waitFor();

    await lab.getByRole('button', { name: /^Configure/ }).click();
    await page.getByLabel('CPU cores').fill('64');
    await button(page, 'Save').click();
    await page.getByText('The nearest is large (8 cores, 32 GiB of memory)').waitFor();
    await page.keyboard.press('Escape');
    for (const { resourceClassId } of (await ada.get<{ resourceClassId: string }[]>('/resource-classes')).body)
      await ada.call('DELETE', `/resource-classes/${resourceClassId}`);
  });

  test('every page has an address, a title and a heading of its own that has the focus, and what leads nowhere says so', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    await page.addInitScript(`new MutationObserver((_, drawing) => {
      const heading = document.querySelector('h1[tabindex]');
      if (heading === null) return;
      drawing.disconnect();
      globalThis.hadFocusAtOnce = heading === document.activeElement;
    }).observe(document, { childList: true, subtree: true })`);
    const shows = async (path: string, heading: string, title: string): Promise<void> => {
      await page.goto(system.url + path);
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
      await until(`the title is “${title}”`, async () => (await page.title()) === `${title} – Renku sessions`);
      expect(await page.evaluate('globalThis.hadFocusAtOnce')).toBe(true);
    };
    const project = `/projects/${projectId}`;
    await shows('/', 'Home', 'Home');
    await shows('/projects', 'Projects', 'Projects');
    await shows(project, 'Rivers', 'Rivers');
    await shows(`${project}/members`, 'Rivers', 'Members – Rivers');
    await shows(`${project}/history?at=x`, 'Rivers', 'History – Rivers');
    await shows('/inbox', 'Inbox', 'Inbox');
    await shows('/account', 'Account', 'Account');
    await shows('/account/connections?host=git.example.org', 'Connections', 'Connections');
    for (const nowhere of ['/elsewhere', '/account/else', `${project}/else`, `${project}/members/more`])
      await shows(nowhere, 'Nothing here', 'Nothing here');
    await shows('/projects/7', 'No such project', 'No such project');

    await page.getByRole('link', { name: 'Go to your projects' }).click();
    await page.getByRole('link', { name: /^Rivers/ }).click();
    await page.getByRole('link', { name: 'Members 1' }).click();
    await page.getByRole('region', { name: 'Members' }).waitFor();
    await page.goBack();
    await card(page, 'Lab').waitFor();
    expect(new URL(page.url()).pathname).toBe(project);
  });

  test('whoever would lose what they typed is asked before the page is left, and nobody else', async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await card(page, 'Lab')
      .getByRole('button', { name: /^Configure/ })
      .click();
    await page.getByLabel('Memory').fill('2Gi');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.getByLabel('Memory').fill('');
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
  });

  test('the first page is less than 150 KB of compressed JavaScript', async () => {
    const page = await browser.page('Grace');
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response);
    });
    // what is routed is not cached
    await page.route('**/*.js', (route) => route.continue());
    await page.reload();
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    const sizes = await Promise.all(scripts.map(async (script) => (await script.request().sizes()).responseBodySize));
    const size = sizes.reduce((sum, one) => sum + one, 0);
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(150_000);
  });

  test('the reference page shows the API', async () => {
    const page = await browser.page(undefined);
    await page.goto(`${system.url}/docs`);
    await page.getByRole('heading', { name: 'renku-sessions' }).waitFor();
    await page.getByText('/api/v1/projects', { exact: true }).first().waitFor();
  });
});
