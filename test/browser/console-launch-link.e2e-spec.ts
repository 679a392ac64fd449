import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const URL_OF_CODE = 'https://github.com/jupyterlab/jupyterlab-demo';
/** As long as a name may be. */
const LONG = 'n'.repeat(99);

const { inBrowser, system, browser, grace, linus } = await startConsole();

const launchLink = (projectId: string, sessionId: string): string => `${system.url}/launch/${projectId}/${sessionId}`;

inBrowser('rule 4, a launch link', () => {
  test('signs in, says what would run and whose it is, and launches it with one press and never without', async () => {
    const projectId = await grace.createProject('public', LONG);
    await grace.post(`/projects/${projectId}/repositories`, { url: URL_OF_CODE });
    const sessionId = await grace.addSession(projectId, LONG);
    const page = await browser.page(undefined);
    await page.goto(launchLink(projectId, sessionId));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Linus' }).click();
    await page.getByRole('heading', { level: 1, name: LONG }).waitFor();
    await page.getByText('which belongs to Grace').waitFor();
    const what = page.getByRole('region', { name: 'What runs' });
    await what.getByText(URL_OF_CODE).waitFor();
    await what.locator('dt', { hasText: 'Image' }).waitFor();
    await isReadable(page);
    expect((await linus.get<unknown[]>('/launches')).body).toEqual([]);

    await tabTo(page.getByRole('button', { name: 'Launch', exact: true }));
    await page.keyboard.press('Enter');
    await page.waitForURL(`${system.url}/projects/${projectId}/sessions/${sessionId}/open`);
    await until('it was launched, by who pressed', async () => {
      const { body } = await linus.get<{ sessionId: string }[]>('/launches');
      return body.some((launch) => launch.sessionId === sessionId);
    });
    expect((await grace.get<unknown[]>('/launches')).body).toEqual([]);
  });

  test('says so where one has no right, and where the session is gone', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const stranger = await browser.page('Linus');
    await stranger.goto(launchLink(projectId, sessionId));
    await stranger.getByText('you have no access to it, which its owners can give you').waitFor();
    const auditor = await browser.page('Audrey');
    await auditor.goto(launchLink(projectId, sessionId));
    await auditor.getByText('You may read this project, but not launch its sessions').waitFor();
    expect(await auditor.getByRole('button', { name: 'Launch', exact: true }).count()).toBe(0);
    const page = await browser.page('Grace');
    await page.goto(launchLink(projectId, randomUUID()));
    await page.getByRole('heading', { name: 'No such session' }).waitFor();
  });

  test('is copied on the page of the session, with a badge for a README that everybody can see', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    const copied = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
    const link = new URL(launchLink(projectId, sessionId)).pathname;
    const origin = await page.evaluate<string>('location.origin');
    await page.getByRole('button', { name: 'Copy: Launch link' }).click();
    await until('the link is copied', async () => (await copied()) === `${origin}${link}`);
    await page.getByRole('button', { name: 'Copy: Markdown for a README' }).click();
    const markdown = `[![Launch in Renku](${origin}/badges/launch.svg)](${origin}${link})`;
    await until('the Markdown is copied', async () => (await copied()) === markdown);
    await isReadable(page);

    const badge = await fetch(`${system.url}/badges/launch.svg`);
    expect(badge.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(await badge.text()).toContain('<title>Launch in Renku</title>');
  });
});
