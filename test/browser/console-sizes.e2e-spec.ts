import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { appendEvents } from './support/append-events.js';
import { violationsOn } from './support/axe.js';
import { fitsItsWidth } from './support/fits-its-width.js';
import { keepPicture } from './support/keep-picture.js';
import { startConsole } from './support/start-console.js';

const isAskedFor = process.env['SIZES'] === 'true';
if (!isAskedFor) {
  process.stderr.write('SKIPPED: the console with much of everything: SIZES=true asks for it\n');
}
const SESSIONS = 500;
const EVENTS = 2_000;
/** As long as the API lets them be, without a space; from right to left; of more than one code unit each. */
const NAMES = ['n'.repeat(99), 'مشروع-الأنهار'.repeat(7), '🧪'.repeat(49), 'Lab'];
const nameOf = (index: number): string => NAMES[index % NAMES.length] ?? '';

const { inBrowser, system, browser, grace } = await startConsole({}, isAskedFor);

/** How many pairs of those elements lie on each other. */
const overlapsOf = (page: Page, elements: string): Promise<number> =>
  page.evaluate<number>(`(() => {
    const boxes = [...document.querySelectorAll(${JSON.stringify(elements)})].map((it) => it.getBoundingClientRect());
    const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    return boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => !apart(a, b))).length;
  })()`);

/** A phone; a screen at 200 %; a screen. */
const fitsAnyWidth = async (page: Page, elements: string): Promise<void> => {
  for (const width of [390, 720, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await keepPicture(page);
    await fitsItsWidth(page);
    expect(await overlapsOf(page, elements)).toBe(0);
  }
};

inBrowser('the console, where there is much of everything', () => {
  let projectId: string;

  test('500 sessions with long names in any script', async () => {
    projectId = await grace.createProject('private', nameOf(1));
    await grace.addSession(projectId, nameOf(0));
    const { body } = await grace.get<Record<string, unknown>[]>(`/projects/${projectId}/history?type=EnvironmentAdded`);
    const added = body[0]?.['data'] as Record<string, unknown>;
    expect(added['name']).toBe(nameOf(0));
    const others = Array.from({ length: SESSIONS - 1 }, (_, index) => ({
      type: 'EnvironmentAdded',
      data: { ...added, sessionId: randomUUID(), name: `${String(index)}${nameOf(index + 1)}`.slice(0, 99) },
    }));
    await appendEvents(system.dataDir, `sessions-${projectId}`, grace.userId, others);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByText(`50 of ${SESSIONS} sessions are shown.`).waitFor();
    expect(await page.getByRole('article').count()).toBe(50);
    await fitsAnyWidth(page, 'article');
    expect(await violationsOn(page)).toEqual([]);
    // as many as a page of the API has
    await page.getByRole('button', { name: 'Show more' }).click();
    await until('more are shown', async () => (await page.getByRole('article').count()) > 50);
    await page.getByLabel('Name begins with').fill('495');
    await until('the one that is looked for is shown', async () => (await page.getByRole('article').count()) === 1);
  });

  test('2,000 entries of a history', async () => {
    const renamed = Array.from({ length: EVENTS }, (_, index) => ({
      type: 'ProjectRenamed',
      data: { projectId, name: nameOf(index) },
    }));
    await appendEvents(system.dataDir, `project-${projectId}`, grace.userId, renamed);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/history`);
    await page.getByText('The newest 200 events are shown.').waitFor();
    const earlier = page.getByRole('button', { name: 'Earlier' });
    for (let shown = 400; shown <= EVENTS; shown += 200) {
      await earlier.click();
      await page.getByText(`The newest ${shown.toLocaleString('en')} events are shown.`).waitFor();
    }
    await fitsAnyWidth(page, 'main li > *');
  });
});
