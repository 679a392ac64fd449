import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { browserTest } from './support/browser-test.js';
import type { TestBrowser } from './support/chromium.js';
import { isReadable } from './support/is-readable.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';
import { untilStatus } from './support/until-status.js';
import { workOf } from './support/work-of.js';

// on a busy machine programs take seconds to start
jest.setTimeout(90_000);

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

/** A session that was used for a while. `name`: of the session. */
const paused = async (name: string): Promise<{ launchId: string; page: string; work: string }> => {
  const projectId = await grace.createProject();
  const sessionId = await grace.addSession(projectId, name);
  const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
  await isStatus(launchId, 'running');
  const work = await workOf(system.dataDir, launchId);
  await writeFile(join(work, 'notes.txt'), 'keep me');
  await grace.post(`/launches/${launchId}/pause`);
  await isStatus(launchId, 'paused');
  return { launchId, work, page: `/projects/${projectId}/sessions/${sessionId}` };
};
const listed = async (archive: string): Promise<string[]> =>
  (await promisify(execFile)('tar', ['-tzf', archive])).stdout.trim().split('\n');

describe('rule 9, disks: the files of a paused session, by the API', () => {
  test('come whole, however large they are, of which the api holds but a part at a time', async () => {
    const { launchId, work } = await paused('Large');
    const part = randomBytes(32 * 2 ** 20);
    const wanted = createHash('sha256');
    for (let written = 0; written < 8; written += 1) {
      await appendFile(join(work, 'large'), part);
      wanted.update(part);
    }
    const residentBytes = async (): Promise<number> => {
      const status = await readFile(`/proc/${system.program.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
    };
    const headers = { Authorization: `Bearer ${await system.token('grace')}` };
    const before = await residentBytes();
    // nothing is packed for whoever wants no more than to know
    const head = await fetch(`${system.url}/api/v1/launches/${launchId}/files`, { headers, method: 'HEAD' });
    expect(head.status).toBe(404);
    const { body } = await fetch(`${system.url}/api/v1/launches/${launchId}/files`, { headers });
    const tar = spawn('tar', ['-xzOf', '-', 'work/large'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const unpacked = createHash('sha256');
    tar.stdout.on('data', (bytes: Buffer) => unpacked.update(bytes));
    const ended = once(tar, 'close');
    let [parts, most] = [0, 0];
    const watched = async function* (): AsyncGenerator<Uint8Array> {
      for await (const bytes of body ?? []) {
        parts += 1;
        if (parts % 50 === 0) most = Math.max(most, await residentBytes());
        yield bytes;
      }
    };
    await pipeline(watched, tar.stdin);
    await ended;
    expect(unpacked.digest('hex')).toBe(wanted.digest('hex'));
    expect(most).toBeGreaterThan(0);
    // Node lets go of what it has passed on late, whatever the size of the file: 85 MiB were seen, of 256
    expect(most - before).toBeLessThan(128 * 2 ** 20);
  });
});

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
