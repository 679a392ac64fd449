import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { pausedSession } from '../e2e/support/paused-session.js';
import type { Person } from '../e2e/support/person.js';
import { System } from '../e2e/support/system.js';
import { untilStatus } from '../e2e/support/until-status.js';
import { until } from '../support/until.js';
import { browserTest } from './support/browser-test.js';
import type { TestBrowser } from './support/chromium.js';
import { isReadable } from './support/is-readable.js';

let system: System;
let grace: Person;

beforeAll(async () => {
  system = await System.start();
  grace = await system.person('grace');
});
afterAll(async () => {
  await system.remove();
});

const isStatus = (launchId: string, status: string): Promise<true> => untilStatus(grace, launchId, status);
const paused = (name: string) => pausedSession(grace, system.dataDir, name);
const listed = async (archive: string): Promise<string[]> =>
  (await promisify(execFile)('tar', ['-tzf', archive])).stdout.trim().split('\n');

describe('the files of a paused session, on its page', () => {
  const open = async (browser: TestBrowser, path: string): Promise<Page> => {
    const page = await browser.page('Grace');
    await page.goto(`${system.url}${path}`);
    await page.getByRole('group', { name: /^Files of/ }).waitFor();
    return page;
  };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  browserTest(
    'are downloaded without resuming it, and deleted only once that is confirmed',
    () => system,
    async (browser) => {
      const session = await paused('Lab: 1/2');
      const page = await open(browser, session.page);
      await page.evaluate('delete globalThis.showSaveFilePicker');
      const downloading = page.waitForEvent('download');
      await button(page, 'Download files').press('Enter');
      const download = await downloading;
      expect(download.suggestedFilename()).toBe('Lab_ 1_2.tar.gz');
      expect(await listed(await download.path())).toEqual(['work/', 'work/notes.txt']);
      expect((await grace.get(`/launches/${session.launchId}`)).body).toMatchObject({ status: 'paused', run: 1 });

      await button(page, 'Delete the files now…').press('Enter');
      await button(page, 'Cancel').press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await button(page, 'Delete the files now…').press('Enter');
      await button(page, 'Delete my files for good').press('Enter');
      await page.getByRole('group', { name: /^Files of/ }).waitFor({ state: 'detached' });
      await page
        .getByRole('list', { name: 'History of this session, newest first' })
        .getByText(/files of .* were deleted/)
        .waitFor();
      await until('the files are gone', () =>
        readFile(join(session.work, 'notes.txt')).then(
          () => false,
          () => true,
        ),
      );
      await isStatus(session.launchId, 'inactive');
    },
  );

  browserTest(
    'are what the page in our words leads to, where the session was, with the way back, the date and Resume',
    () => system,
    async (browser) => {
      const projectId = await grace.createProject('private', 'Rivers');
      await grace.addSession(projectId, 'Lab');
      const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
      await isStatus(launchId, 'running');
      const page = await browser.page('Grace');
      await page.goto((await grace.post<{ url: string }>(`/launches/${launchId}/access`)).body.url);
      await page.getByRole('heading', { level: 1, name: '/work' }).waitFor();
      await grace.post(`/launches/${launchId}/pause`);
      await isStatus(launchId, 'paused');
      await until('it is said', async () => {
        await page.reload();
        return page.getByRole('heading', { name: 'This session is not running' }).isVisible();
      });
      await page.getByRole('link', { name: 'Open it in the console' }).click();
      await page.getByRole('heading', { level: 1, name: 'Lab' }).waitFor();
      await page.getByText('Your files are kept until').waitFor();
      await page.getByRole('group', { name: 'Files of Lab' }).waitFor();
      await page.getByRole('link', { name: 'Rivers' }).waitFor();
      await button(page, 'Resume: Lab').waitFor();
    },
  );

  browserTest(
    'are offered to all, also with the longest name',
    () => system,
    async (browser) => {
      const page = await open(browser, (await paused('x'.repeat(99))).page);
      await isReadable(page);
      await button(page, 'Delete the files now…').press('Enter');
      await page.getByRole('dialog').waitFor();
      await isReadable(page);
    },
  );
});
