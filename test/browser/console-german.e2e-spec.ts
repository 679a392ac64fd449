import { readFile } from 'node:fs/promises';
import { formatter } from '@lingui/format-po';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { fitsItsWidth } from './support/fits-its-width.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, ada } = await startConsole();

const LONG_NAME = 'Wilhelmina-Alexandra von Hohenstein-Waldburg';

/** Down to the width from which WCAG 1.4.10 asks for it, which a screen of 1280 at 400 % has, too. */
const fitsNarrowly = async (page: Page): Promise<void> => {
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await fitsItsWidth(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

/** Of those that stand alone on a page: what English they would be. */
const englishOnly = async (): Promise<ReadonlySet<string>> => {
  const filename = 'apps/console/locales/de.po';
  const catalogue = await formatter().parse(await readFile(filename, 'utf8'), {
    ...{ locale: 'de', sourceLocale: 'en', filename },
  });
  const messages = Object.values(catalogue).filter(({ message, translation }) => message !== translation);
  return new Set(messages.map(({ message = '' }) => message).filter((message) => !/[{<]/.test(message)));
};

/** What can be seen or heard. */
const textsOn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const said = ['aria-label', 'title', 'placeholder', 'alt'].flatMap((name) =>
      [...document.querySelectorAll('[' + name + ']')].map((element) => element.getAttribute(name)));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const shown = [];
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest('script, noscript') === null) shown.push(walker.currentNode.data);
    return [...said, ...shown].map((text) => text.trim());
  })()`);

const inGerman = async (): Promise<Page> => {
  const page = await browser.page('Ada');
  await page.locator('.account summary').click();
  await page.getByLabel('Language').selectOption('Deutsch');
  await page.getByRole('heading', { name: 'Projekte', exact: true }).waitFor();
  return page;
};

/** So that Ada has had a run of it. */
const launched = async (projectId: string, sessionId: string): Promise<string> => {
  const { body } = await ada.post<{ launchId: string }>(`/projects/${projectId}/sessions/${sessionId}/launch`);
  const status = async (): Promise<unknown> => (await ada.get(`/launches/${body.launchId}`)).body['status'];
  await until('it runs', async () => (await status()) === 'running');
  return body.launchId;
};

inBrowser('the console in German', () => {
  test('is what somebody sees whose browser is German, until they choose otherwise', async () => {
    const page = await browser.page(undefined, { locale: 'de-CH' });
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('button', { name: 'Grace' }).click();
    await page.getByRole('heading', { name: 'Projekte', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await fitsNarrowly(page);
    await page.locator('.account summary').click();
    await page.getByLabel('Sprache').selectOption('English');
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    await fitsNarrowly(page);
    await page.route('**/api/v1/me', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), displayName: LONG_NAME } });
    });
    await page.reload();
    await page.getByText(LONG_NAME).waitFor();
    await fitsNarrowly(page);
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('has nothing left in English on any page, and fits where English does', async () => {
    const projectId = await ada.createProject('private', 'Seen');
    const sessionId = await ada.addSession(projectId, 'Labor');
    const launchId = await launched(projectId, sessionId);
    const english = await englishOnly();
    expect(english.size).toBeGreaterThan(400);
    const page = await inGerman();
    const project = `/projects/${projectId}`;
    const pages = [
      ...['/', '/projects', '/inbox', '/usage', '/account', '/account/notifications', '/account/connections'],
      ...['/admin', '/admin/environments', '/admin/classes', '/nowhere'],
      ...['', '/repositories', '/members', '/history', '/compare', '/settings'].map((part) => `${project}${part}`),
      ...[`${project}/sessions/${sessionId}`, `${project}/runs/${launchId}/1`, `/launch/${projectId}/${sessionId}`],
    ];
    for (const path of pages) {
      await page.goto(system.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await until(`${path} is read`, async () => (await page.getByText('Einen Moment').count()) === 0);
      const left = (await textsOn(page)).filter((text) => english.has(text));
      expect({ path, left }).toEqual({ path, left: [] });
      await isReadable(page);
    }
    await ada.post(`/launches/${launchId}/stop`, { discard: true });
  });

  test('shows to the letter what people typed, whatever it would mean in a message', async () => {
    const name = String.raw`<0>Flüsse</0> {name} \x41`;
    const projectId = await ada.createProject('private', name);
    const sessionId = await ada.addSession(projectId, name);
    const page = await inGerman();
    await page.getByRole('link', { name }).first().waitFor();
    await page.goto(`${system.url}/launch/${projectId}/${sessionId}`);
    await page.getByText(`des privaten Projekts ${name}`).waitFor();
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('button', { name: `Starten: ${name}` }).waitFor();
  });
});
