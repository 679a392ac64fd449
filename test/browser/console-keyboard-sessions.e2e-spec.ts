import type { Locator, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import type { Person } from '../e2e/support/person.js';
import { untilStatus } from '../e2e/support/until-status.js';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import type { PageOptions } from './support/chromium.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { heading } from './support/heading.js';
import { inDialog } from './support/in-dialog.js';
import { Keys } from './support/keys.js';
import { region } from './support/region.js';
import { select } from './support/select.js';
import { startConsole } from './support/start-console.js';
import { START_MS } from './support/start-ms.js';

const IMAGE = `quay.io/jupyter/scipy-notebook@sha256:${'a'.repeat(64)}`;
const CODE = 'https://github.com/jupyterlab/jupyterlab-demo';
/** Of a session, in a tab of its own. */
const OWN_ORIGIN = /^http:\/\/[0-9a-f-]{36}\.localhost/;

const { inBrowser, system, browser, ada, grace, linus } = await startConsole({ MAX_RUNNING_PER_USER: '1' });

const startAt = (path: string, user?: string, options?: PageOptions) =>
  Keys.at(browser, system.url + path, user, options);
const card = (page: Page, name: string): Locator => page.getByRole('article', { name });
const summary = (page: Page, words: string): Locator => page.locator('summary', { hasText: words });
const actions = (page: Page, name: string): Locator =>
  page.getByLabel(`What can be done with ${name}`, { exact: true });
const now = (page: Page): Locator => region(page, 'What it does now, and what can be done');
const isStatus = (person: Person, launchId: string, wanted: string): Promise<true> =>
  untilStatus(person, launchId, wanted, START_MS);
const projectWith = async (person: Person, name: string, ...sessions: readonly string[]) => {
  const projectId = await person.createProject('private', name);
  const ids: string[] = [];
  for (const session of sessions) ids.push(await person.addSession(projectId, session));
  const path = `/projects/${projectId}`;
  return { projectId, path, pages: ids.map((id) => `${path}/sessions/${id}`) };
};
const launch = async (person: Person, page: string): Promise<string> =>
  (await person.post<{ launchId: string }>(`${page}/launch`)).body.launchId;
const launched = async (person: Person, page: string): Promise<string> => {
  const launchId = await launch(person, page);
  await isStatus(person, launchId, 'running');
  return launchId;
};
/** Whoever runs one has no other, whatever became of the test before. */
const stopAll = async (person: Person): Promise<void> => {
  const live = async () =>
    (await person.get<{ launchId: string; status: string }[]>('/launches')).body.filter(
      ({ status }) => status !== 'inactive',
    );
  for (const { launchId } of await live()) await stop(person, launchId);
  await until('nothing of theirs runs', async () => (await live()).length === 0, START_MS);
};
const stop = (person: Person, launchId: string) => person.post(`/launches/${launchId}/stop`, { discard: true });
/** The tab that Enter opens. */
const entered = async (page: Page, keys: Keys, element: Locator, key?: 'Shift+Tab'): Promise<Page> => {
  await keys.goTo(element, key);
  const [tab] = await Promise.all([page.context().waitForEvent('page'), keys.press('Enter')]);
  return tab;
};

inBrowser('sessions, by the keyboard alone', () => {
  afterEach(async () => {
    for (const person of [grace, linus]) await stopAll(person);
  });

  test('somebody new creates a project, types the image of its first session, and opens that once it runs', async () => {
    const { page, keys } = await startAt('/elsewhere');
    const name = page.getByLabel('Name', { exact: true });
    await keys.enter(page.getByRole('link', { name: 'Go to your projects' }));
    await hasFocus(heading(page, 'Projects'));
    await keys.enter(page.getByRole('link', { name: 'Renku sessions' }), 'Shift+Tab');
    await hasFocus(heading(page, 'Home'));
    await keys.enter(page.getByRole('link', { name: /^All projects/ }).first());
    await hasFocus(heading(page, 'Projects'));
    await keys.enter(button(page, 'New project'));
    await hasFocus(name);
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'New project'));
    await keys.press('Enter');
    await hasFocus(name);
    await keys.type('Rivers');
    await keys.press('Enter');
    await hasFocus(heading(page, 'Rivers'));
    await gone(page.getByRole('dialog'));

    await keys.enter(summary(page, 'Use another image'));
    const image = page.getByLabel('Image reference');
    await keys.write(image, 'no image');
    // what is typed is not lost unasked
    const settings = page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Settings' });
    await keys.enter(settings, 'Shift+Tab');
    await keys.enter(inDialog(page, 'Stay'));
    await gone(page.getByRole('dialog'));
    await hasFocus(settings);
    await keys.write(name, 'Typed');
    await keys.press('Enter');
    await page.getByRole('alert').getByText('Image reference: ').waitFor();
    await hasFocus(image);
    await keys.write(image, IMAGE);
    await keys.write(page.getByLabel('Keywords (optional, with commas)'), 'python, scipy');
    await keys.enter(summary(page, 'How the image is run'));
    await keys.choose(select(page, 'What answers in the browser'), 'JupyterLab');
    await keys.write(page.getByLabel('Port'), '8889');
    await keys.write(page.getByLabel('Command, a word a line'), 'start-notebook.py');
    await keys.enter(button(page, 'Add this image'));
    await card(page, 'Typed').getByText('External image').waitFor();
    await hasFocus(region(page, 'Sessions'));

    // it is the default session, of which there is one button for all
    await keys.enter(button(page, 'Launch'), 'Shift+Tab');
    await button(page, 'Open').waitFor();
    await hasFocus(region(page, 'Default session'));
    const tab = await entered(page, keys, button(page, 'Open'));
    await tab.waitForURL(OWN_ORIGIN);
    await tab.close();
    await hasFocus(button(page, 'Open'));
    await keys.enter(button(page, 'Stop: Typed'));
    await keys.enter(inDialog(page, 'Stop'));
    await gone(page.getByRole('dialog'));
    await button(page, 'Launch: Typed').waitFor();
    await hasFocus(actions(page, 'Typed'));
  });

  test('an image is typed in the dialog of a project that has sessions, and its card is gone to', async () => {
    const { path } = await projectWith(grace, 'Lakes', 'Lab');
    const { page, keys } = await startAt(path);
    await keys.enter(button(page, 'Add session'));
    await keys.enter(summary(page, 'Use another image'));
    await keys.write(page.getByLabel('Image reference'), IMAGE);
    await keys.press('Tab');
    await hasFocus(page.getByLabel('Name', { exact: true }));
    await keys.type('Typed');
    await keys.press('Enter');
    await card(page, 'Typed').getByText('just added').waitFor();
    await gone(page.getByRole('dialog'));
    await hasFocus(card(page, 'Typed'));
    await keys.enter(button(page, 'Make default: Typed'));
    await card(page, 'Typed').getByText('default', { exact: true }).waitFor();
    await gone(button(page, 'Make default: Typed'));
    await hasFocus(actions(page, 'Typed'));
  });

  test('a session is configured: a size that is offered, what it gets under /work, what somebody else did meanwhile', async () => {
    await ada.post('/resource-classes', { name: 'large', cpu: 8, memory: '32Gi' });
    const { path, pages } = await projectWith(grace, 'Deltas', 'Lab');
    const [lab = ''] = pages;
    await grace.post(`${path}/repositories`, { url: CODE, name: 'code' });
    const { page, keys } = await startAt(path);
    await keys.enter(button(page, 'Configure: Lab'));
    const form = page.getByRole('dialog').locator('form');
    const memory = page.getByLabel('Memory');
    await memory.waitFor();
    await keys.enter(page.getByRole('button', { name: /^large 8 CPU/ }));
    await hasValue(memory, '32 GiB');
    await hasFocus(page.getByRole('button', { name: /^large 8 CPU/ }));
    await keys.goTo(page.getByLabel('All, including those that are connected later'));
    await keys.press('ArrowDown');
    await hasFocus(page.getByLabel('These only'));
    await keys.goTo(page.getByLabel('/work/code'));
    await keys.press('Space');
    await until('it is not chosen', async () => !(await page.getByLabel('/work/code').isChecked()));

    const revise = async (body: object) => {
      const headers = { 'If-Match': (await grace.get(lab)).headers.get('etag') ?? '' };
      expect((await grace.call('PATCH', lab, { body, headers })).status).toBe(200);
    };
    await revise({ resources: { cpu: 1 } });
    await keys.enter(inDialog(page, 'Save'));
    await page.getByRole('alert').getByText('It was changed meanwhile').waitFor();
    await hasFocus(inDialog(page, 'Save mine anyway'));
    await keys.enter(inDialog(page, 'Show how it is now'), 'Shift+Tab');
    await gone(inDialog(page, 'Show how it is now'));
    await hasFocus(form);
    await hasValue(memory, '');
    await keys.write(memory, '2');
    await keys.press('Enter');
    await card(page, 'Lab').getByText('1 CPU · 2 GiB memory').waitFor();
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Configure: Lab'));
    for (const { resourceClassId } of (await ada.get<{ resourceClassId: string }[]>('/resource-classes')).body)
      await ada.call('DELETE', `/resource-classes/${resourceClassId}`);
  });

  test('whoever waits for a session goes on from where it was waited for, once it is ready', async () => {
    const first = (await projectWith(grace, 'Elsewhere', 'First')).pages[0] ?? '';
    const second = (await projectWith(grace, 'Streams', 'Second')).pages[0] ?? '';
    let running = await launched(grace, first);
    const { page, keys } = await startAt(second, 'Grace', { isWholeBrowser: true, permissions: ['notifications'] });
    await keys.enter(button(page, 'Launch: Second'));
    await page.getByText('Waiting for its turn').first().waitFor();
    await hasFocus(actions(page, 'Second'));
    const choice = page.getByLabel('Notify me when a session is ready');
    await keys.goTo(choice, 'Shift+Tab');
    await keys.press('Space');
    await until('it is chosen', () => choice.isChecked());
    await stop(grace, running);
    await button(page, 'Open: Second').waitFor();
    await gone(choice);
    await hasFocus(now(page));

    await keys.enter(button(page, 'Stop: Second'));
    await keys.enter(inDialog(page, 'Stop'));
    await gone(page.getByRole('dialog'));
    await button(page, 'Launch: Second').waitFor();
    running = await launched(grace, first);
    await keys.enter(page.getByRole('link', { name: 'Streams' }), 'Shift+Tab');
    await hasFocus(heading(page, 'Streams'));
    await keys.enter(button(page, 'Launch: Second'));
    const ready = card(page, 'Second').getByRole('link', { name: 'Open when ready' });
    await ready.waitFor();
    const tab = await entered(page, keys, ready, 'Shift+Tab');
    await tab.getByText('This page becomes the session as soon as it is ready.').waitFor();
    await stop(grace, running);
    await tab.waitForURL(OWN_ORIGIN);
    await button(page, 'Open: Second').waitFor();
    await gone(ready);
    await hasFocus(card(page, 'Second'));
  });

  test('a launch link is followed: launched elsewhere meanwhile, waited for, and launched here', async () => {
    const first = (await projectWith(linus, 'Elsewhere', 'First')).pages[0] ?? '';
    const second = (await projectWith(linus, 'Shared', 'Second')).pages[0] ?? '';
    const running = await launched(linus, first);
    const { page, keys } = await startAt(second.replace(/^\/projects\/(.*)\/sessions\//, '/launch/$1/'), 'Linus');
    await hasFocus(heading(page, 'Second'));
    await keys.goTo(button(page, 'Launch'));
    const launchId = await launch(linus, second);
    const wait = page.getByRole('link', { name: 'Wait until it is ready' });
    await wait.waitFor();
    await gone(button(page, 'Launch'));
    await hasFocus(region(page, 'Your session'));
    await keys.enter(wait);
    await page.getByText('This page becomes the session as soon as it is ready.').waitFor();
    await hasFocus(heading(page, 'Second'));
    await keys.enter(page.getByRole('link', { name: 'Go to the session’s page' }));
    await button(page, 'Stop: Second').waitFor();
    await hasFocus(heading(page, 'Second'));
    await stop(linus, launchId);
    await button(page, 'Launch: Second').waitFor();

    await page.goBack();
    await page.goBack();
    await hasFocus(heading(page, 'Second'));
    await keys.enter(button(page, 'Launch'));
    await page.getByText('This page becomes the session as soon as it is ready.').waitFor();
    await hasFocus(heading(page, 'Second'));
    await stop(linus, running);
    await page.waitForURL(OWN_ORIGIN);
  });

  test('what runs is paused, resumed and stopped on the home page', async () => {
    const { pages } = await projectWith(grace, 'Seas', 'Tides');
    await launched(grace, pages[0] ?? '');
    const { page, keys } = await startAt('/');
    const running = page.locator('[aria-labelledby=running]').first();
    const row = running.getByRole('listitem');
    await keys.enter(button(page, 'Pause: Tides'));
    await row.getByText('Paused', { exact: true }).waitFor();
    await hasFocus(actions(page, 'Tides'));
    await keys.enter(button(page, 'Resume: Tides'));
    await row.getByText('Running', { exact: true }).waitFor();
    await hasFocus(actions(page, 'Tides'));
    const tab = await entered(page, keys, button(page, 'Open: Tides'));
    await tab.waitForURL(OWN_ORIGIN);
    await tab.close();
    await hasFocus(button(page, 'Open: Tides'));
    await keys.enter(button(page, 'Stop: Tides'));
    await keys.enter(inDialog(page, 'Stop'));
    await gone(row);
    await hasFocus(running);
  });

  test('the files of a paused session are taken and deleted, and it is resumed as it is configured now', async () => {
    const { pages } = await projectWith(grace, 'Glaciers', 'Ice');
    const [ice = ''] = pages;
    const launchId = await launched(grace, ice);
    await grace.post(`/launches/${launchId}/pause`);
    await isStatus(grace, launchId, 'paused');
    const { page, keys } = await startAt(ice);
    await page.evaluate('delete globalThis.showSaveFilePicker');
    const downloads = async (name: string): Promise<void> => {
      await keys.goTo(button(page, name));
      const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
      await download.path();
      await hasFocus(button(page, name));
    };
    await downloads('Download files');
    const headers = { 'If-Match': (await grace.get(ice)).headers.get('etag') ?? '' };
    await grace.call('PATCH', ice, { body: { resources: { memory: '1Gi' } }, headers });
    await keys.enter(button(page, 'Resume with the new configuration: Ice'));
    await button(page, 'Open: Ice').waitFor();
    await hasFocus(actions(page, 'Ice'));
    await keys.enter(button(page, 'Pause: Ice'));
    await button(page, 'Resume: Ice').waitFor();
    await hasFocus(actions(page, 'Ice'));

    const files = page.getByRole('group', { name: 'Files of Ice' });
    await keys.enter(button(page, 'Delete the files now…'), 'Shift+Tab');
    await page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Delete the files now…'));
    await keys.press('Enter');
    await keys.enter(inDialog(page, 'Delete my files for good'));
    await gone(files);
    await gone(page.getByRole('dialog'));
    await keys.goTo(button(page, 'Launch: Ice'));
    await downloads('Save with what it was made (RO-Crate): run 2');
    await keys.enter(summary(page, 'Environment of Ice'), 'Shift+Tab');
    await page.getByText('Created', { exact: true }).waitFor();
    await hasFocus(summary(page, 'Environment of Ice'));
    await keys.enter(page.getByRole('link', { name: 'configured the session “Ice”' }));
    await page.getByText('After: Grace configured the session “Ice”').waitFor();
    await hasFocus(heading(page, 'Glaciers'));
  });

  test('of many environments one is found by words and a keyword, or by having more of them shown', async () => {
    const image = 'quay.io/jupyter/scipy-notebook:1';
    for (let n = 10; n < 34; n += 1)
      await ada.post('/environments', { name: `Study ${n}`, image, keywords: [n % 2 === 0 ? 'even' : 'odd'] });
    const { path } = await projectWith(grace, 'Many');
    const { page, keys } = await startAt(path);
    const find = page.getByLabel('Find an environment');
    await keys.enter(button(page, 'Show more environments'));
    await page.getByText('25 environments.').waitFor();
    await hasFocus(
      page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: /^Add / }) })
        .nth(20),
    );
    await keys.write(find, 'study 3');
    await page.getByText('6 environments.').waitFor();
    await hasFocus(find);
    await keys.enter(button(page, 'odd'));
    await page.getByText('4 environments.').waitFor();
    await hasFocus(button(page, 'odd'));
    await keys.enter(button(page, 'Add Study 33'));
    await card(page, 'Study 33').waitFor();
    await hasFocus(region(page, 'Sessions'));
  });
});
