import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type PrivateGitServer, startPrivateGitServer } from '../support/private-git-server.js';
import { until } from '../support/until.js';
import { violationsOn } from './support/axe.js';
import { findChromium, TestBrowser } from './support/chromium.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

const executable = findChromium();
const inBrowser = executable === undefined ? describe.skip : describe;
const PATIENCE_MS = 60_000;
const token = 'glpat-canary-in-a-browser';

// on a busy machine programs take seconds to start
jest.setTimeout(PATIENCE_MS);

let system: System;
let server: PrivateGitServer;
let grace: Person;
const browser = new TestBrowser(executable ?? '', () => system.openUrl());

beforeAll(async () => {
  if (executable === undefined) return;
  if (!existsSync('dist/console/index.html'))
    throw new Error('the console is not built: run `npx vite build apps/console` first');
  server = await startPrivateGitServer({ token });
  system = await System.start();
  ({ grace } = await system.everybody());
}, PATIENCE_MS);

afterAll(async () => {
  await browser.close();
  if (executable === undefined) return;
  await system.remove();
  await server.close();
}, PATIENCE_MS);

const rows = (page: Page) => page.getByRole('region', { name: 'Your Git hosts' }).getByRole('listitem');
const focused = (page: Page) => page.evaluate<string>('document.activeElement?.textContent ?? ""');

inBrowser('connections in the console', () => {
  test('are found in one’s own menu, given by keyboard alone, tried, and removed', async () => {
    const page = await browser.page('Linus');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Connections');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/connections');
    await page.getByText('No host is connected.').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await page.getByLabel('Host', { exact: true }).focus();
    await page.keyboard.type(server.host);
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(server.url);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(`${server.host} is connected. ✗ Refused`).waitFor();
    await rows(page).getByText('refuses this token. Make a new one there').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await page.getByLabel('Host', { exact: true }).fill(server.host);
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByLabel('A private repository').fill(server.url);
    await page.keyboard.press('Enter');
    await rows(page).getByText('✓ Works (tried on').waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await page.content()).not.toContain(token);
    expect(await page.getByLabel('Token', { exact: true }).inputValue()).toBe('');

    await page.getByRole('button', { name: `Remove ${server.host}` }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('No host is connected.').waitFor();
    await until('the focus stays in the list', async () => (await focused(page)).startsWith('Your Git hosts'));
    expect(browser.complaints).toEqual([]);
  });

  test('that cannot be say why, and at which field', async () => {
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/account/connections`);
    await page.getByLabel('Host', { exact: true }).fill('git.example.org');
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByLabel('A private repository').fill('https://elsewhere.example/x');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('alert').getByText('A private repository: must be at git.example.org').waitFor();
    expect(await page.getByLabel('A private repository').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('A private repository').fill('');
    await page.getByLabel('Host', { exact: true }).fill('10.0.0.1');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('alert').getByText('10.0.0.1 does not exist, or this installation may not go there').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  test('are where a launch that lacks one leads', async () => {
    const projectId = await grace.createProject();
    await grace.post(`/projects/${projectId}/repositories`, { url: server.url, name: 'private' });
    await grace.addSession(projectId, 'Lab');
    const { body: launch } = await grace.post(`/projects/${projectId}/launch`);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByText('asks for a password. It is private or does not exist.').waitFor();
    await page.getByRole('link', { name: 'Open your connections' }).click();
    await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor();
    expect(await page.getByLabel('Host', { exact: true }).inputValue()).toBe(server.host);
    await grace.post(`/launches/${String(launch['launchId'])}/stop`, { discard: true });
  });
});
