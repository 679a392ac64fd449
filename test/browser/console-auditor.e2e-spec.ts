import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

const LONG_NAME = 'n'.repeat(99);

const { inBrowser, system, browser, grace, linus } = await startConsole();

const open = (page: Page, path: string): Promise<unknown> => page.goto(`${system.url}${path}`);
const past = (page: Page) => page.getByRole('complementary', { name: 'How it was then' });
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const event = (page: Page, words: string) => page.getByRole('link', { name: words });

/** A script of the page. */
const chosenAtOnce = (choices: Readonly<Record<string, string>>): string => `
  for (const [name, words] of Object.entries(${JSON.stringify(choices)})) {
    const select = [...document.querySelectorAll('select')].find(({ labels }) => labels[0].firstElementChild.textContent === name);
    select.value = [...select.options].find(({ text }) => text === words).value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }`;

/** A run of Grace's that is over. */
const ranOnce = async (projectId: string, sessionId: string): Promise<string> => {
  const { body } = await grace.post<{ launchId: string }>(`/projects/${projectId}/sessions/${sessionId}/launch`);
  const has = (status: string) => async () => (await grace.get(`/launches/${body.launchId}`)).body['status'] === status;
  await until('it runs', has('running'));
  await grace.post(`/launches/${body.launchId}/stop`, { discard: true });
  await until('it is over', has('inactive'));
  return body.launchId;
};

/** Two moments of a project compared, the first of them chosen. When that was, is answered after `tellMoment`. */
const openBeforeMomentIsKnown = async (): Promise<{ page: Page; tellMoment: () => void }> => {
  const projectId = await grace.createProject('private', 'Rivers');
  const [created] = (await grace.get<{ position: string }[]>(`/projects/${projectId}/history?limit=1`)).body;
  const page = await browser.page('Grace');
  let isKnown = false;
  const isOfMoment = ({ pathname, searchParams }: URL): boolean =>
    pathname.endsWith('/history') && searchParams.get('limit') === '1';
  await page.route(isOfMoment, async (route) => {
    await until('it may be known', () => isKnown);
    await route.continue();
  });
  await open(page, `/projects/${projectId}/compare?from=${created?.position ?? ''}`);
  return {
    page,
    tellMoment: () => {
      isKnown = true;
    },
  };
};

inBrowser('the auditor’s pages', () => {
  test('a history is filtered by its address, folds each run, and says what a change changed', async () => {
    const projectId = await grace.createProject('private', LONG_NAME);
    const sessionId = await grace.addSession(projectId, 'Lab');
    await grace.setRole(projectId, linus, 'editor');
    const path = `/projects/${projectId}/sessions/${sessionId}`;
    const { headers: is } = await linus.get(path);
    const headers = { 'If-Match': is.get('etag') ?? '' };
    expect((await linus.call('PATCH', path, { body: { resources: { cpu: 0.5 } }, headers })).status).toBe(200);
    await ranOnce(projectId, sessionId);

    const page = await browser.page('Audrey');
    await open(page, `/projects/${projectId}/history`);
    const run = page.locator('summary', { hasText: 'Grace’s “Lab” is stopped' });
    await run.waitFor();
    expect(await event(page, 'Grace launched “Lab”').isVisible()).toBe(false);
    await run.focus();
    await page.keyboard.press('Enter');
    await event(page, 'Grace launched “Lab”').waitFor();
    await isReadable(page);
    await page.evaluate('delete globalThis.showSaveFilePicker');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save with what it was made' }).click();
    expect((await downloading).suggestedFilename()).toBe('ro-crate-metadata.json');

    await choice(page, 'Person').selectOption('Linus');
    await run.waitFor({ state: 'detached' });
    expect(page.url()).toContain(`person=${linus.userId}`);
    await page.reload();
    await event(page, 'Linus configured the session').click();
    const row = past(page).getByRole('row', { name: 'CPU' });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['none asked for', '0.5 CPU']);
    expect(page.url()).toContain(`person=${linus.userId}`);
    await isReadable(page);

    await choice(page, 'What').selectOption('Member removed');
    await page.getByText('There are no such events.').waitFor();
    // before the page is drawn anew: no choice takes another one back
    await page.evaluate(chosenAtOnce({ Person: 'Everybody', What: 'Everything', Session: 'Lab' }));
    await event(page, 'added the session “Lab”').waitFor();
    expect(await event(page, 'created the project').count()).toBe(0);
    await choice(page, 'Session').selectOption('All of the project');
    await event(page, 'created the project').waitFor();
    await page.getByLabel('Up to the day').fill('2020-01-01');
    await page.getByText('There are no such events.').waitFor();
  });

  test('two moments are compared, chosen in the history or by time, or one with now', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, LONG_NAME);
    await grace.call('PATCH', `/projects/${projectId}`, { body: { name: 'Lakes' } });
    await grace.call('DELETE', `/projects/${projectId}/sessions/${sessionId}`);
    const page = await browser.page('Grace');
    const rowsOf = async (name: string): Promise<string[]> => {
      await page.getByRole('table', { name }).waitFor();
      return page.getByRole('table', { name }).getByRole('row').allInnerTexts();
    };

    await open(page, `/projects/${projectId}/history`);
    await event(page, 'added the session').click();
    await past(page).getByRole('link', { name: 'What changed since' }).click();
    await hasFocus(page.getByRole('heading', { name: 'Two moments compared' }));
    expect(await rowsOf('The project was changed')).toContain('Name\tRivers\tLakes');
    expect(await rowsOf(`The session “${LONG_NAME}” was removed`)).toContain(`Name\t${LONG_NAME}\tnone`);
    await grace.call('PATCH', `/projects/${projectId}`, { body: { name: 'Seas' } });
    await page.getByRole('cell', { name: 'Seas' }).waitFor();
    await isReadable(page);

    await open(page, `/projects/${projectId}/history`);
    await event(page, 'renamed the project to “Lakes”').click();
    await past(page).getByRole('link', { name: 'Compare with another moment' }).click();
    await hasFocus(page.getByRole('status').filter({ hasText: 'Choose the event whose moment is compared' }));
    await event(page, 'created the project').click();
    await hasFocus(page.getByRole('heading', { name: 'Two moments compared' }));
    await page.getByText('After: ').getByText('renamed the project to “Lakes”').waitFor();
    await page.getByText('Before: ').getByText('created the project').waitFor();
    expect(await rowsOf('The project was changed')).toContain('Name\tRivers\tLakes');
    expect(await rowsOf(`The session “${LONG_NAME}” was added`)).toContain(`Name\tnone\t${LONG_NAME}`);
    await page.getByLabel('After (now').fill('');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('cell', { name: 'Seas' }).waitFor();
    await page.getByLabel('Before').fill('2020-01-01T00:00:00');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('table', { name: 'The project was created' }).waitFor();
    await page.reload();
    await page.getByRole('table', { name: 'The project was created' }).waitFor();
  });

  test('a chosen moment is compared with another one before it is known when it was', async () => {
    const { page, tellMoment } = await openBeforeMomentIsKnown();
    await page.getByLabel('After (now').fill('2100-01-01T00:00:00');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/\bto=/);
    tellMoment();
    await page.getByText('Before: ').getByText('created the project').waitFor();
  });

  test('another moment that is being typed is kept when it becomes known when the chosen one was', async () => {
    const { page, tellMoment } = await openBeforeMomentIsKnown();
    const before = page.getByLabel('Before', { exact: true });
    await before.focus();
    await page.keyboard.type('01022033');
    tellMoment();
    await page.getByText('Before: ').getByText('created the project').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('070809AM');
    expect(await before.inputValue()).toBe('2033-01-02T07:08:09');
  });

  test('of a deleted project the history is shown, wherever one has a link to, and to auditors alone', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    await grace.addSession(projectId, 'Lab');
    await grace.call('DELETE', `/projects/${projectId}`);
    const page = await browser.page('Audrey');
    await open(page, `/projects/${projectId}`);
    await page.getByRole('heading', { level: 1, name: 'Rivers' }).waitFor();
    await page.getByText('Grace deleted the project: its history is what is left of it.').waitFor();
    await isReadable(page);
    await event(page, 'added the session').click();
    await past(page).getByText('“Rivers”, private').waitFor();
    await past(page).getByRole('heading', { name: 'Lab' }).waitFor();
    await past(page).getByRole('link', { name: 'Compare with another moment' }).click();
    await event(page, 'created the project').click();
    await page.getByRole('table', { name: 'The session “Lab” was added' }).waitFor();

    await open(page, `/projects/${crypto.randomUUID()}/history`);
    await page.getByRole('heading', { level: 1, name: 'No such project' }).waitFor();
    const owner = await browser.page('Grace');
    await open(owner, `/projects/${projectId}/history`);
    await owner.getByRole('heading', { level: 1, name: 'No such project' }).waitFor();
  });

  test('the signed export is saved, as it comes where the browser can write files, and verified', async () => {
    const projectId = await grace.createProject();
    const page = await browser.page('Grace');
    const save = async (): Promise<void> => {
      await open(page, `/projects/${projectId}/history`);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByText(`renku-sessions verify ${projectId}.ndjson`).waitFor();
      await page.getByRole('button', { name: 'Save the export' }).click();
    };
    // the dialog in which a file is chosen is the browser's own: nothing here can press its buttons
    await page.addInitScript(`globalThis.showSaveFilePicker = async ({ suggestedName }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });`);
    await save();
    await isReadable(page);
    const written = (): Promise<string> =>
      page.evaluate(`navigator.storage.getDirectory()
          .then((directory) => directory.getFileHandle('${projectId}.ndjson')).then((file) => file.getFile())
          .then((file) => file.text())`);
    await until('the file is whole', async () => (await written()).includes('"signature"'));

    await page.addInitScript('delete globalThis.showSaveFilePicker');
    const downloading = page.waitForEvent('download');
    await save();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`${projectId}.ndjson`);
    const keys = join(system.dataDir, 'keys.json');
    await writeFile(keys, await (await fetch(`${system.url}/api/v1/signing-keys`)).text());
    const verify = ['bin/renku-sessions.js', 'verify', await download.path(), '--key', keys];
    expect(spawnSync(process.execPath, verify, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('usage is told by month, project, class or person, down to the runs, as a table and as a file', async () => {
    const projectId = await grace.createProject('public', 'Gauges');
    const sessionId = await grace.addSession(projectId, 'Lab');
    await ranOnce(projectId, sessionId);
    const page = await browser.page('Audrey');
    await page.evaluate('delete globalThis.showSaveFilePicker');
    await page.getByText('Audrey').click();
    await page.getByRole('link', { name: 'Usage' }).click();
    await page.getByRole('rowheader', { name: 'All of it' }).waitFor();
    await choice(page, 'By').selectOption('Project');
    const line = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Gauges' }) });
    await line.waitFor();
    expect((await line.getByRole('cell').allInnerTexts()).slice(3)).toEqual(['1', '0']);
    await page.getByRole('button', { name: 'Runs of Gauges' }).focus();
    await page.keyboard.press('Enter');
    const run = page.getByRole('link', { name: 'Run 1 in Gauges' });
    await run.waitFor();
    await isReadable(page);

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('usage-everything-by-project.csv');
    expect(await readFile(await download.path(), 'utf8')).toContain(projectId);
    await page.getByLabel('Before').fill('2020-02-01');
    await page.getByLabel('From').fill('2020-01-01');
    await page.getByText('Nothing was kept for sessions in this time.').waitFor();
    expect(page.url()).toContain('from=2020-01-01');
    await page.getByLabel('From').fill('');
    await page.getByLabel('Before').fill('');
    await choice(page, 'Project').selectOption('Gauges');
    await choice(page, 'Person').selectOption('Grace');
    await choice(page, 'Resource class').selectOption('Without a resource class');
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({
      ...{ project: projectId, user: grace.userId, class: 'none' },
    });
    await page.reload();
    await until('one line is left', async () => (await page.getByRole('rowheader').allInnerTexts()).length === 2);
    await isReadable(page);
    await page.getByRole('button', { name: 'Runs of Gauges' }).click();
    await run.click();
    await past(page).getByText('After: Grace launched “Lab”').waitFor();

    await open(page, `/projects/${crypto.randomUUID()}/history`);
    await page.getByRole('heading', { level: 1, name: 'No such project' }).waitFor();
    const owner = await browser.page('Grace');
    await open(owner, '/usage?of=everything');
    await owner.getByRole('rowheader', { name: 'All of it' }).waitFor();
    expect(await choice(owner, 'Of').getByRole('option').allInnerTexts()).toEqual([
      'My sessions',
      'Projects that I own',
    ]);
    await choice(owner, 'Of').selectOption('Projects that I own');
    await choice(owner, 'By').getByRole('option', { name: 'Person' }).waitFor({ state: 'detached' });
  });
});
