import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { appendEvents } from './support/append-events.js';
import { hasFocus } from './support/has-focus.js';
import { startConsole } from './support/start-console.js';

const EVENTS = 1_200;
/** So many the console reads at once. */
const PAGE = 200;
/** As on a busy machine: a frame comes before what was read is drawn. */
const FRAMES_BEFORE_REACT = 'globalThis.requestAnimationFrame = (draw) => { queueMicrotask(draw); return 0; }';

const { inBrowser, system, browser, grace, linus } = await startConsole();

const openHistory = async (page: Page, projectId: string): Promise<void> => {
  await page.goto(`${system.url}/projects/${projectId}/history`);
};
const renameOften = (projectId: string, times: number): Promise<void> => {
  const renamed = (index: number) => ({ type: 'ProjectRenamed', data: { projectId, name: `Name ${index}` } });
  const facts = Array.from({ length: times }, (_, index) => renamed(index));
  return appendEvents(system.dataDir, `project-${projectId}`, grace.userId, facts);
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

    await answering(/\/api\/.*\/history\?/, [{}], async () => {
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

    await answering(/\/api\/.*\/history\?/, [{}], async () => {
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

  test('of 1,200 events shows the newest first, and earlier ones when asked for, each with the names that were valid then', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const path = `/projects/${projectId}`;
    const sessionId = await grace.addSession(projectId, 'Lab');
    await renameOften(projectId, EVENTS - 4);
    expect((await grace.call('DELETE', `${path}/sessions/${sessionId}`)).status).toBe(204);
    // so many events are not in the read model at once
    await until('the history has them', async () => (await grace.get(`${path}/history?limit=1`)).status === 200);
    const page = await browser.page('Grace');
    await page.addInitScript(FRAMES_BEFORE_REACT);
    await openHistory(page, projectId);
    const rows = page.getByRole('listitem').filter({ has: page.locator('time') });
    const shows = (what: 'The newest' | 'All', count: number): Promise<void> =>
      page.getByText(`${what} ${count.toLocaleString('en')} events are shown.`).waitFor();

    await shows('The newest', PAGE);
    expect(await rows.count()).toBe(PAGE);
    expect(await rows.first().innerText()).toContain('Grace removed the session “Lab”');
    const earlier = page.getByRole('button', { name: 'Earlier' });
    await earlier.focus();
    await page.keyboard.press('Enter');
    await shows('The newest', 2 * PAGE);
    // the first of the earlier ones
    await hasFocus(rows.nth(PAGE).getByRole('link'));

    await grace.call('PATCH', path, { body: { name: 'While it is open' } });
    await page.getByText('renamed the project to “While it is open”').waitFor();
    expect(await rows.first().innerText()).toContain('While it is open');
    // a press while the one before is answered is none
    for (let shown = 3 * PAGE; shown < EVENTS; shown += PAGE) {
      await earlier.click();
      await shows('The newest', shown + 1);
    }
    await earlier.click();
    await shows('All', EVENTS + 1);
    expect(await rows.count()).toBe(EVENTS + 1);
    expect(await earlier.count()).toBe(0);
    expect(await rows.last().innerText()).toContain('Grace created the project “Rivers”, private');
    expect(await rows.nth(EVENTS - 2).innerText()).toContain('made “Lab” the default session');

    await page.getByRole('link', { name: 'created the project' }).click();
    await page.reload();
    await past(page).getByText('After: Grace created the project “Rivers”').waitFor();
  });

  test('calls people who left by their names until they are erased', async () => {
    const projectId = await grace.createProject();
    await grace.setRole(projectId, linus, 'editor');
    await linus.addSession(projectId, 'Lab');
    const environment = { source: 'image', image: 'docker.io/linus/tools:1', name: 'Tools of his' };
    await linus.post(`/projects/${projectId}/sessions`, { environment, name: 'Tools' });
    await grace.removeMember(projectId, linus);
    const page = await browser.page('Grace');
    const creatorOfTools = async (name: string): Promise<void> => {
      await page.goto(`${system.url}/projects/${projectId}`);
      await page.getByRole('article', { name: 'Tools' }).getByText('Environment of Tools').click();
      await page.getByRole('article', { name: 'Tools' }).getByText(`, by ${name}`).waitFor();
    };
    await creatorOfTools('Linus');
    await openHistory(page, projectId);
    for (const words of ['Grace made Linus editor', 'Linus added the session “Lab”', 'Grace removed Linus'])
      await page.getByText(words).waitFor();
    expect((await linus.call('DELETE', '/me')).status).toBe(204);
    await page.reload();
    await page.getByText(`an erased person (${linus.userId.slice(0, 8)}) added the session “Lab”`).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('Linus');
    await creatorOfTools(`an erased person (${linus.userId.slice(0, 8)})`);
  });
});
