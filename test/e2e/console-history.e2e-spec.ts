import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
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
const browser = new TestBrowser(executable ?? '', () => system.url);

beforeAll(async () => {
  if (executable === undefined) return;
  system = await System.start();
  ({ grace } = await system.everybody());
}, PATIENCE_MS);

afterAll(async () => {
  await browser.close();
  if (executable !== undefined) await system.remove();
}, PATIENCE_MS);

const openHistory = async (page: Page, projectId: string): Promise<void> => {
  await page.goto(`${system.url}/projects/${projectId}/history`);
};
const past = (page: Page) => page.getByRole('complementary', { name: 'How it was then' });

inBrowser('the console’s history', () => {
  test('leads from event to event and back to now', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    await grace.call('PATCH', `/projects/${projectId}`, { body: { name: 'Lakes' } });
    await grace.call('DELETE', `/projects/${projectId}/sessions/${sessionId}`);
    const page = await browser.page('Grace');
    await openHistory(page, projectId);
    const travel = (words: string) => page.getByRole('link', { name: words }).click();
    await travel('renamed the project');
    await past(page).getByText('“Lakes”, private').waitFor();
    await travel('added the session');
    await past(page).getByText('“Rivers”, private').waitFor();
    await past(page).getByRole('heading', { name: 'Lab' }).waitFor();
    await travel('created the project');
    await past(page).getByText('It had no sessions.').waitFor();
    await past(page).getByRole('link', { name: 'Back to now' }).click();
    await past(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { name: 'History' }).count()).toBe(1);
  });

  test('what fails leaves the rest usable, and is tried again', async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    /** An answer that no program of this version gives, as long as `work` takes. */
    const answering = async (url: RegExp, json: object, work: () => Promise<void>): Promise<void> => {
      await page.route(url, (route) => route.fulfill({ json }));
      await work();
      await page.unroute(url);
    };
    const failed = (what: string) => page.getByRole('alert').filter({ hasText: `${what} cannot be shown` });
    const tryAgain = (what: string) => failed(what).getByRole('button', { name: 'Try again' }).click();

    await answering(/\/api\/.*\/history\?/, {}, async () => {
      await openHistory(page, projectId);
      await failed('This tab').waitFor();
    });
    await tryAgain('This tab');
    await answering(/\/projects\/[^/]+\?at=/, {}, async () => {
      await page.getByRole('link', { name: 'added the session' }).click();
      await failed('This moment').waitFor();
    });
    await page.getByRole('link', { name: 'created the project' }).click();
    await past(page).getByText('It had no sessions.').waitFor();

    await answering(/\/api\/.*\/history\?/, {}, async () => {
      await page.reload();
      await failed('This tab').waitFor();
      await page.getByRole('link', { name: /^Sessions/ }).click();
      await page.getByRole('article', { name: 'Lab' }).waitFor();
    });
    await answering(/\/environments\b/, [{}], async () => {
      await page.getByRole('button', { name: 'Add session' }).click();
      await failed('This dialog').waitFor();
    });
    await tryAgain('This dialog');
    await page.getByRole('dialog').getByRole('button', { name: 'Add Jupyter Python' }).waitFor();
  });

  test('no page had a script error, or wanted what its policy forbids', () => {
    expect(browser.complaints).toEqual([]);
  });
});
