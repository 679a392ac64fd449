import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { workOf } from '../e2e/support/work-of.js';
import { until } from '../support/until.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, grace } = await startConsole();

let launchId: string;
let work: string;

const hostile = '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';
const longName = `${'x'.repeat(200)}.txt`;
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const notebook = {
  ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
  cells: [
    { cell_type: 'markdown', source: `# Delays\n\n${hostile}` },
    {
      ...{ cell_type: 'code', execution_count: 1, source: 'flights.plot()\nflights' },
      outputs: [
        { output_type: 'display_data', data: { 'image/png': png } },
        { output_type: 'execute_result', data: { 'text/html': `<table><tr><td>42</td></tr></table>${hostile}` } },
        { output_type: 'error', ename: 'KeyError', evalue: 'x', traceback: ['\u001b[31mKeyError\u001b[0m: x'] },
      ],
    },
  ],
};

/** In the session, by the gateway. */
const enter = async (): Promise<Page> => {
  const page = await browser.page(undefined);
  await page.goto((await grace.post<{ url: string }>(`/launches/${launchId}/access`)).body.url);
  await page.getByRole('heading', { level: 1, name: '/work' }).waitFor();
  return page;
};
/** Where the text of this file of /work is changed. */
const edit = async (name: string, content: string): Promise<Page> => {
  await writeFile(join(work, name), content);
  const page = await enter();
  await page.goto(new URL(`/?path=${name}&as=edit`, page.url()).href);
  return page;
};
const open = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

inBrowser('the file view, in a browser', () => {
  beforeAll(async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId);
    launchId = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body.launchId;
    await until('it runs', async () => (await grace.get(`/launches/${launchId}`)).body['status'] === 'running');
    work = await workOf(system.dataDir, launchId);
    await mkdir(join(work, 'analysis'));
    const markdown = `# Flights\n\n${hostile}\n\n[delays](../delays.ipynb) ![Plot](plot.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`;
    await writeFile(join(work, 'analysis', 'README.md'), markdown);
    await writeFile(join(work, 'analysis', 'plot.png'), Buffer.from(png, 'base64'));
    await writeFile(join(work, 'delays.ipynb'), JSON.stringify(notebook));
    await writeFile(join(work, longName), `short\n${'long '.repeat(200)}\n`);
    await writeFile(
      join(work, 'hostile.svg'),
      `<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = 'taken'</script></svg>`,
    );
  });

  test('leads to Markdown, notebooks and images, and shows them without running anything', async () => {
    const page = await enter();
    await open(page, 'analysis/');
    await open(page, 'README.md');
    await page.getByRole('heading', { level: 2, name: 'Flights' }).waitFor();
    const plot = 'document.querySelector("img[alt=Plot]").naturalWidth';
    await until('the image is shown', async () => (await page.evaluate(plot)) === 1);
    await open(page, 'delays');
    await page.getByRole('cell', { name: '42' }).waitFor();
    expect(await page.title()).toBe('delays.ipynb · Files');
    for (const path of ['/?path=hostile.svg', '/raw?path=hostile.svg']) {
      await page.goto(new URL(path, page.url()).href);
      expect(await page.title()).not.toBe('taken');
    }
  });

  test('makes a file, edits and saves it by keyboard, and says where it is', async () => {
    const page = await enter();
    page.once('dialog', (dialog) => void dialog.accept('notes.txt'));
    await page.getByRole('button', { name: 'New file' }).press('Enter');
    const text = page.getByRole('textbox', { name: 'Text of the file' });
    await text.fill('First line\n');
    await text.press('Control+s');
    await page.getByRole('status').getByText('Saved.').waitFor();
    await page.getByRole('link', { name: 'Done' }).press('Enter');
    await page.getByRole('group', { name: 'Text of the file' }).getByText('First line').waitFor();
    await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: '/work' }).press('Enter');
    await page.getByRole('link', { name: 'notes.txt' }).waitFor();
  });

  test('saves a text with the ends of lines that it had', async () => {
    const file = join(work, 'windows.csv');
    const page = await edit('windows.csv', 'a;b\r\n1;2\r\n');
    const text = page.getByRole('textbox', { name: 'Text of the file' });
    await text.fill(`${await text.inputValue()}3;4\n`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await readFile(file, 'utf8')).toBe('a;b\r\n1;2\r\n3;4\r\n');
  });

  test('asks before leaving what was typed while a save was under way', async () => {
    const page = await edit('typed.txt', 'begun');
    const text = page.getByRole('textbox', { name: 'Text of the file' });
    await page.route('**/api/file**', async (route) => {
      await text.fill('saved, and typed on');
      await route.continue();
    });
    await text.fill('saved');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    const leave = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`;
    expect(await page.evaluate(leave)).toBe(true);
    await page.unroute('**/api/file**');
    await page.getByRole('button', { name: 'Save' }).click();
    await until('all is saved', async () => (await readFile(join(work, 'typed.txt'), 'utf8')).endsWith('typed on'));
    await until('it may be left', async () => (await page.evaluate(leave)) === false);
  });

  test('does not replace what something else wrote since it was opened, until it is told to', async () => {
    const file = join(work, 'shared.txt');
    const page = await edit('shared.txt', 'begun');
    const save = page.getByRole('button', { name: 'Save' });
    const said = (words: string) => page.getByRole('status').getByText(words).waitFor();
    for (const text of ['mine', 'mine again']) {
      await page.getByRole('textbox').fill(text);
      await save.click();
      await said('Saved.');
      await until('it is saved', async () => (await readFile(file, 'utf8')) === text);
    }
    await writeFile(file, 'written by a program');
    await save.click();
    await said('This file was changed by something else since it was opened here.');
    expect(await readFile(file, 'utf8')).toBe('written by a program');
    await save.click();
    await said('Saved.');
    expect(await readFile(file, 'utf8')).toBe('mine again');
  });

  test('says why the gateway lets nobody save any more', async () => {
    const page = await edit('late.txt', 'begun');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Open the session again from the console').waitFor();
  });

  test('saves all of /work as one archive', async () => {
    const page = await enter();
    const downloading = page.waitForEvent('download');
    await open(page, 'Download /work');
    expect((await downloading).suggestedFilename()).toBe('work.tar.gz');
  });

  test('is accessible to all and never scrolls sideways', async () => {
    const page = await enter();
    const paths = [
      '',
      longName,
      `${longName}&as=edit`,
      'analysis/README.md',
      'delays.ipynb',
      'analysis/plot.png',
      'nowhere',
    ];
    for (const path of paths) {
      await page.goto(new URL(`/?path=${path}`, page.url()).href);
      await heading(page, '');
      await isReadable(page);
    }
  });
});
