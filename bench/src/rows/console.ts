import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { percentile } from '../latencies.js';
import type { Measurement } from '../measurement.js';
import { startStandalone } from '../programs.js';
import { Requests } from '../requests.js';

const SESSIONS = 500;
const RENAMES = 1_500;
const VISITS = 5;
const PATIENCE_MS = 30_000;
const GOAL_MS = 1_000;
const GOAL_BYTES = 150_000;

/** Milliseconds since the navigation; what blocked the page's thread is the part of each task beyond 50 ms (web.dev/tbt). */
interface Visit {
  readonly painted: number;
  readonly largest: number;
  readonly blocked: number;
  readonly scriptBytes: number;
}

const LOOK = `new Promise((resolve) => {
  const seen = { largest: 0, blocked: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largest = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocked += Math.max(0, duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'));
  requestIdleCallback(() => resolve({
    ...seen,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    scriptBytes: scripts.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0),
  }));
})`;

/** Pages as somebody signed in sees them whose browser has nothing of them yet. Where there is no Chromium, nothing is measured. */
export const consolePages = async (directory: string): Promise<Measurement[]> => {
  const executablePath = findChromium();
  if (executablePath === undefined) return [];
  const standalone = await startStandalone(join(directory, 'console'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const url = await standalone.ready();
    const projectId = await fill(new Requests(url, await standalone.token('grace'), 1));
    const storageState = await signedIn(browser, await standalone.openUrl());
    const visit = (path: string, shows: string) => visits(browser, storageState, `${url}${path}`, shows);
    const home = await visit('/', 'h1');
    return [
      row('home, first visit', home),
      bytesRow(home),
      row(`a project of ${SESSIONS} sessions, first visit`, await visit(`/projects/${projectId}`, 'article')),
      row('a history of 2,000 events, first visit', await visit(`/projects/${projectId}/history`, 'main li a')),
    ];
  } finally {
    await browser.close();
    await standalone.end();
  }
};

const findChromium = (): string | undefined => {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  } catch {
    process.stderr.write('no chromium: the console is not measured\n');
    return undefined;
  }
};

const fill = async (requests: Requests): Promise<string> => {
  const { body: project } = await requests.send('POST', '/projects', { body: { name: 'Large' } });
  const path = `/projects/${(project as { projectId: string }).projectId}`;
  const { body: catalogue } = await requests.send('GET', '/environments');
  const [{ environmentId }] = catalogue as [{ environmentId: string }];
  const environment = { source: 'catalogue', environmentId };
  for (let index = 0; index < SESSIONS; index += 1)
    await requests.send('POST', `${path}/sessions`, { body: { environment, name: `Study ${index}` } });
  for (let index = 0; index < RENAMES; index += 1)
    await requests.send('PATCH', path, { body: { name: `Large ${index}` } });
  requests.close();
  return path.slice('/projects/'.length);
};

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

const signedIn = async (browser: Browser, openUrl: string): Promise<State> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(openUrl);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Grace' }).click();
  await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
};

const visits = async (browser: Browser, storageState: State, url: string, shows: string): Promise<Visit[]> => {
  const found: Visit[] = [];
  for (let count = 0; count < VISITS; count += 1) {
    const context = await browser.newContext({ storageState });
    found.push(await look(await context.newPage(), url, shows));
    await context.close();
  }
  return found;
};

const look = async (page: Page, url: string, shows: string): Promise<Visit> => {
  await page.goto(url);
  await page.locator(shows).first().waitFor({ timeout: PATIENCE_MS });
  return page.evaluate<Visit>(LOOK);
};

const row = (what: string, found: readonly Visit[]): Measurement => {
  const median = (of: (visit: Visit) => number): number => percentile(found.map(of), 50);
  const [paintedMs, largestMs, blockedMs] = [
    median(({ painted }) => painted),
    median(({ largest }) => largest),
    median(({ blocked }) => blocked),
  ];
  return {
    what: `console: ${what}, largest paint, median of ${VISITS}`,
    goal: `< ${GOAL_MS} ms`,
    measured: `${largestMs.toFixed(0)} ms (first paint ${paintedMs.toFixed(0)} ms, blocked ${blockedMs.toFixed(0)} ms)`,
    met: largestMs < GOAL_MS,
    values: { paintedMs, largestMs, blockedMs },
  };
};

const bytesRow = (found: readonly Visit[]): Measurement => {
  const bytes = Math.max(...found.map(({ scriptBytes }) => scriptBytes));
  return {
    what: 'console: compressed JavaScript of the first page',
    goal: `< ${GOAL_BYTES / 1000} KB`,
    measured: `${(bytes / 1000).toFixed(0)} KB`,
    met: bytes < GOAL_BYTES,
    values: { bytes },
  };
};
