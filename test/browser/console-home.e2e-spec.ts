import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Person } from '../e2e/support/person.js';
import { untilStatus } from '../e2e/support/until-status.js';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { START_MS } from './support/start-ms.js';

const { inBrowser, system, browser, grace, linus } = await startConsole({ MAX_RUNNING_PER_USER: '1' });

const launch = (person: Person, projectId: string, sessionId: string) =>
  person.post<{ launchId: string }>(`/projects/${projectId}/sessions/${sessionId}/launch`);
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** A name that no line can be broken in. */
const longName = (begin: string): string => begin.padEnd(99, 'x');

inBrowser('the home page', () => {
  test('says to somebody new what to do first', async () => {
    const page = await browser.page('Audrey');
    await page.getByText('You have no project yet. Press New project').waitFor();
    expect(await page.title()).toBe('Home – Renku sessions');
    await isReadable(page);
  });

  test('what runs in any project is there, live, and is paused, resumed and stopped in place', async () => {
    const [rivers, lakes] = [
      await grace.createProject('private', 'Rivers'),
      await grace.createProject('private', 'Lakes'),
    ];
    const analysis = await grace.addSession(rivers, 'Analysis');
    const report = await grace.addSession(lakes, 'Report');
    const page = await browser.page('Grace');
    await page.getByText('Nothing of yours is running.').waitFor();
    // in another tab, without this page being asked anything
    await launch(grace, rivers, analysis);
    await row(page, 'Analysis in Rivers').getByText('Running', { exact: true }).waitFor({ timeout: START_MS });
    expect(await row(page, 'Analysis in Rivers').innerText()).toContain('Started just now');

    await launch(grace, lakes, report);
    await page.getByText('1 of 1 places used, 1 waits.').waitFor();
    await row(page, 'Report in Lakes').getByText('1 of yours may run at a time, now “Analysis” in “Rivers”').waitFor();
    // what stands out is never what ends the waiting
    expect(await page.locator('.running-row .primary').allInnerTexts()).toEqual(['Open']);
    await button(page, 'Pause: Analysis').click();
    await row(page, 'Analysis in Rivers').getByText('Paused', { exact: true }).waitFor();
    await row(page, 'Report in Lakes').getByText('Running', { exact: true }).waitFor({ timeout: START_MS });

    for (const [name, project] of [
      ['Report', 'Lakes'],
      ['Analysis', 'Rivers'],
    ] as const) {
      await button(page, `Stop: ${name}`).click();
      await button(page, 'Stop').click();
      await row(page, `${name} in ${project}`).waitFor({ state: 'detached' });
      // the row is gone with what was pressed in it
      await hasFocus(page.locator('[aria-labelledby=running]'));
    }
    await page.getByText('Nothing of yours is running.').waitFor();
  });

  test('who wants it is notified, while they look elsewhere, of a session that is ready; the browser remembers it', async () => {
    const projectId = await grace.createProject('private', 'Deltas');
    const first = await grace.addSession(projectId, 'First');
    const other = await grace.createProject('private', 'Seas');
    const third = await grace.addSession(other, 'Third');
    const { body: holder } = await launch(grace, projectId, first);
    await launch(grace, other, third);
    // else it is one that the page sees become ready
    await untilStatus(grace, holder.launchId, 'running', START_MS);
    const page = await browser.page('Grace', { permissions: ['notifications'] });
    await page.addInitScript(`{
      window.told = [];
      class Told extends EventTarget {
        static permission = 'granted';
        static requestPermission = async () => 'granted';
        constructor(title, { body }) { super(); window.told.push(title + ' / ' + body); }
      }
      window.Notification = Told;
      document.hasFocus = () => false;
    }`);
    await page.goto(system.url);
    const choice = page.getByLabel('Notify me when a session is ready');
    await choice.check();
    await page.reload();
    await choice.waitFor();
    expect(await choice.isChecked()).toBe(true);
    expect(await page.evaluate('window.told')).toEqual([]);
    await grace.post(`/launches/${holder.launchId}/stop`, { discard: true });
    await row(page, 'Third in Seas').getByText('Running', { exact: true }).waitFor({ timeout: START_MS });
    await until('one is told', async () => (await page.evaluate<string[]>('window.told')).length > 0);
    expect(await page.evaluate('window.told')).toEqual(['Third is ready / Seas']);
    await grace.post(`/launches/${await launchOf(grace)}/stop`, { discard: true });
  });

  test('projects come in the order of their last use, and are found with their sessions', async () => {
    const unused = await linus.createProject('private', 'Unused');
    const glaciers = await linus.createProject('private', 'Melting glaciers');
    const session = await linus.addSession(glaciers, 'Ice cores');
    await linus.createProject('private', 'Newest');
    await launch(linus, glaciers, session);
    const page = await browser.page('Linus');
    const recent = page.getByRole('list', { name: 'Recent projects' });
    await recent.getByText('Unused').waitFor();
    expect(await recent.locator('strong').allInnerTexts()).toEqual(['Melting glaciers', 'Newest', 'Unused']);
    expect(await recent.getByRole('link', { name: 'Unused' }).getAttribute('href')).toBe(`/projects/${unused}`);

    const find = page.getByLabel('Find a project or session');
    await find.fill('glac');
    const found = page.getByRole('list', { name: 'Found' });
    await found.getByRole('link', { name: 'Melting glaciers' }).waitFor();
    await find.fill('ice c');
    await page.getByText('0 projects and 1 session found.').waitFor();
    await found.getByRole('link', { name: 'Ice cores' }).click();
    await page.getByRole('heading', { name: 'Ice cores' }).first().waitFor();
    await linus.post(`/launches/${await launchOf(linus)}/stop`, { discard: true });
  });

  test('names without a space and every state are readable by everybody, at any width', async () => {
    const projectId = await grace.createProject('private', longName('Project'));
    const sessionId = await grace.addSession(projectId, longName('Session'));
    await launch(grace, projectId, sessionId);
    const page = await browser.page('Grace');
    await row(page, longName('Session')).getByText('Running', { exact: true }).waitFor({ timeout: START_MS });
    await page.getByLabel('Find a project or session').fill('sess');
    await page.getByText('1 session found.').waitFor();
    await isReadable(page);
    await button(page, `Pause: ${longName('Session')}`).focus();
    await page.keyboard.press('Enter');
    await row(page, longName('Session')).getByText('Paused', { exact: true }).waitFor();
    await hasFocus(page.getByLabel(`What can be done with ${longName('Session')}`, { exact: true }));
  });
});

const launchOf = async (person: Person): Promise<string> => {
  const { body } = await person.get<{ launchId: string }[]>('/launches?status=running');
  return body[0]?.launchId ?? '';
};
