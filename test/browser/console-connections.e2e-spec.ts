import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PrivateGitServer, startPrivateGitServer } from '../support/private-git-server.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const token = 'glpat-canary-in-a-browser';

const { inBrowser, system, browser, grace } = await startConsole();
let server: PrivateGitServer;

beforeAll(async () => {
  server = await startPrivateGitServer({ token });
});
afterAll(() => server.close());

const rows = (page: Page) => page.getByRole('region', { name: 'Your Git hosts' }).getByRole('listitem');

inBrowser('connections in the console', () => {
  test('are found in one’s own menu, given by keyboard alone, tried, and removed', async () => {
    const page = await browser.page('Linus');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('link', { name: 'Connections', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/connections');
    await page.getByText('No host is connected.').waitFor();
    await isReadable(page);

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
    await isReadable(page);

    await page.getByLabel('Host', { exact: true }).fill(server.host);
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByLabel('A private repository').fill(server.url);
    await page.keyboard.press('Enter');
    await rows(page).getByText('✓ Works (tried on').waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await page.content()).not.toContain(token);
    await hasValue(page.getByLabel('Token', { exact: true }), '');

    await page.getByRole('button', { name: `Remove ${server.host}` }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('No host is connected.').waitFor();
    await hasFocus(page.getByRole('region', { name: 'Your Git hosts' }));
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
    await page.getByLabel('Host', { exact: true }).fill('git@git.example.org:group/project.git');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('alert').getByText('Host: write its name alone, for example gitlab.example.org.').waitFor();
    await hasFocus(page.getByLabel('Host', { exact: true }));
    // as it is in the bar of a browser
    await page.getByLabel('Host', { exact: true }).fill('https://10.0.0.1/');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('alert').getByText('10.0.0.1 does not exist, or this installation may not go there').waitFor();
    await isReadable(page);
  });

  test('say since when their host refuses a token, once a session was to clone with it', async () => {
    await grace.call('PUT', `/me/connections/${encodeURIComponent(server.host)}`, { body: { token: 'expired' } });
    const projectId = await grace.createProject();
    await grace.post(`/projects/${projectId}/repositories`, { url: server.url, name: 'private' });
    await grace.addSession(projectId, 'Lab');
    const { body: launch } = await grace.post(`/projects/${projectId}/launch`);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByText('does not let your token read').waitFor();
    await page.getByRole('link', { name: 'Open your connections' }).click();
    await rows(page).getByText('✗ Refused since').waitFor();
    await rows(page).getByText('it has expired, or was revoked there. Make a new one there').waitFor();
    await isReadable(page);
    await grace.post(`/launches/${String(launch['launchId'])}/stop`, { discard: true });
    await grace.call('DELETE', `/me/connections/${encodeURIComponent(server.host)}`);
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
