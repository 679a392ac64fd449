import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { findChromium, TestBrowser } from './support/chromium.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

const executable = findChromium();
const inBrowser = executable === undefined ? describe.skip : describe;
const PATIENCE_MS = 60_000;

// on a busy machine programs take seconds to start
jest.setTimeout(60_000);

let system: System;
let grace: Person;
const browser = new TestBrowser(executable ?? '', () => system.openUrl());

beforeAll(async () => {
  if (executable === undefined) return;
  system = await System.start();
  ({ grace } = await system.everybody());
}, PATIENCE_MS);

afterAll(async () => {
  await browser.close();
  if (executable !== undefined) await system.remove();
}, PATIENCE_MS);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const card = (page: Page, name: string) => page.getByRole('article', { name });

inBrowser('the console, in a project of many sessions', () => {
  test(
    'of many sessions some are shown at first, more when asked for, and those that are looked for',
    async () => {
      const projectId = await grace.createProject();
      await grace.addSession(projectId, 'Lab');
      for (let index = 10; index < 63; index += 1) await grace.addSession(projectId, `Study ${index}`);
      const last = await grace.addSession(projectId, 'Zebra');
      await grace.call('PUT', `/projects/${projectId}/default-session`, { body: { sessionId: last } });
      const page = await browser.page('Grace');
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
      const focused = () => page.evaluate<string>('document.activeElement.querySelector("h3")?.innerText');
      await until('the first of the new ones has the focus', async () => (await focused()) === 'Study 59');

      await page.getByLabel('Name begins with').fill('zeb');
      await page.getByText('1 of 55 sessions.').waitFor();
      expect(await names()).toEqual(['Zebra']);
      expect(await choice(page, 'Sort by').inputValue()).toBe('name');
      await page.getByLabel('Name begins with').fill('nothing');
      await page.getByText('None of 55 sessions is like that.').waitFor();
      await page.getByLabel('Name begins with').fill('');
      await page.getByText('50 of 55 sessions are shown.').waitFor();
      expect((await names())[0]).toBe('Lab');

      await card(page, 'Study 12')
        .getByRole('button', { name: /^Launch/ })
        .click();
      await card(page, 'Study 12').getByText('Running').waitFor();
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
      expect(await page.getByLabel('Name begins with').inputValue()).toBe('Jupyter Python');
    },
    PATIENCE_MS,
  );

  test('offers the sizes that administrators publish, and says which a session gets', async () => {
    const ada = await system.person('ada');
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
    expect(await page.getByLabel('Memory').inputValue()).toBe('32Gi');
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

  test('the reference page shows the API', async () => {
    const page = await browser.page(undefined);
    await page.goto(`${system.url}/docs`);
    await page.getByRole('heading', { name: 'renku-sessions' }).waitFor();
    await page.getByText('/api/v1/projects', { exact: true }).first().waitFor();
  });

  test('no page had a script error, or wanted what its policy forbids', () => {
    expect(browser.complaints).toEqual([]);
  });
});
