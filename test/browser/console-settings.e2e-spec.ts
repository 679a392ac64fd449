import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const { inBrowser, system, browser, grace, linus } = await startConsole();

inBrowser('the settings of a project', () => {
  test('an owner renames it and makes it public, and is told whom making it private again concerns', async () => {
    const projectId = await grace.createProject('private', 'River');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('link', { name: 'Settings' }).click();
    expect(await button(page, 'Save').getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('Name').fill('Rivers of the Alps');
    await page.getByLabel('Everybody who is signed in').check();
    await button(page, 'Save').click();
    await page.getByRole('heading', { level: 1, name: 'Rivers of the Alps' }).waitFor();
    const { body } = await linus.get(`/projects/${projectId}`);
    expect(body).toMatchObject({ name: 'Rivers of the Alps', visibility: 'public' });
    await page.getByLabel('Members only').check();
    await page.getByText('Sessions of people who are no members are paused').waitFor();
    await isReadable(page);
  });

  test('what somebody else saves meanwhile undoes nothing typed, and is not undone', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/settings`);
    const revise = (body: object) => grace.call('PATCH', `/projects/${projectId}`, { body });
    await page.getByLabel('Name').waitFor();
    await revise({ name: 'Streams' });
    await hasValue(page.getByLabel('Name'), 'Streams');
    await page.getByLabel('Name').fill('Lakes');
    await revise({ visibility: 'public' });
    await page.getByText('public', { exact: true }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Lakes');
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('It was changed meanwhile').waitFor();
    await isReadable(page);
    await button(page, 'Save mine anyway').click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    const { body } = await grace.get(`/projects/${projectId}`);
    expect(body).toMatchObject({ name: 'Lakes', visibility: 'public' });
    await hasFocus(button(page, 'Save'));
    expect(await page.getByLabel('Everybody who is signed in').isChecked()).toBe(true);
  });

  test('saving reads the project once more, beside once for the live feed', async () => {
    const projectId = await grace.createProject('private', 'Ponds');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/settings`);
    await page.getByLabel('Name').fill('Puddles');
    const readings: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'GET' && request.url() === `${system.url}/api/v1/projects/${projectId}`)
        readings.push(request.url());
    });
    await button(page, 'Save').click();
    await page.getByRole('heading', { level: 1, name: 'Puddles' }).waitFor();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.length).toBeLessThanOrEqual(2);
  });

  test('whoever would lose what they typed is asked before another page takes its place, and nobody else', async () => {
    const projectId = await grace.createProject('private', 'Glaciers');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/members`);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Name').fill('Icebergs');
    const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
    const stay = async (): Promise<void> => {
      await asked.waitFor();
      await button(page, 'Stay').click();
      await asked.waitFor({ state: 'detached' });
      expect(await page.getByLabel('Name').inputValue()).toBe('Icebergs');
    };
    await tabTo(page.getByRole('link', { name: /^Members/ }));
    await page.keyboard.press('Enter');
    await isReadable(page);
    await stay();
    await page.evaluate('history.back()');
    await stay();
    await page.evaluate('history.back()');
    await button(page, 'Leave').click();
    await page.getByRole('region', { name: 'Members' }).waitFor();

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Name').fill('Icebergs');
    await button(page, 'Save').click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    await page.getByRole('link', { name: /^Members/ }).click();
    await page.getByRole('region', { name: 'Members' }).waitFor();
    expect(await asked.count()).toBe(0);
  });

  test('is deleted by whoever types its name, and by nobody who does not', async () => {
    const projectId = await grace.createProject('private', `Gone${'x'.repeat(95)}`);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/settings`);
    await button(page, 'Delete the project').click();
    await isReadable(page);
    await page.getByLabel('Type the name of the project').fill('Gone');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the project’s name.').waitFor();
    expect((await grace.get(`/projects/${projectId}`)).status).toBe(200);
    await page.getByLabel('Type the name of the project').fill(`Gone${'x'.repeat(95)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect((await grace.get(`/projects/${projectId}`)).status).toBe(404);
    await page.locator(`a[href="/projects/${projectId}"]`).waitFor({ state: 'detached' });
  });

  test('a role is applied by a button, and nobody is removed before it is said what they lose', async () => {
    const projectId = await grace.createProject('private', 'Deltas');
    await grace.setRole(projectId, linus, 'viewer');
    const role = async (): Promise<unknown> => (await linus.get(`/projects/${projectId}`)).body['role'];
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/members`);
    await page.getByLabel('Role of Linus').selectOption('owner');
    await button(page, 'Make owner: Linus').waitFor();
    await isReadable(page);
    expect(await role()).toBe('viewer');
    await page.getByLabel('Role of Linus').selectOption('editor');
    await button(page, 'Make editor: Linus').click();
    await button(page, 'Make editor: Linus').waitFor({ state: 'detached' });
    await until('he is an editor', async () => (await role()) === 'editor');
    await button(page, 'Remove Linus').click();
    await page.getByText('They will not see the project any more').waitFor();
    await isReadable(page);
    await button(page, 'Cancel').click();
    expect(await role()).toBe('editor');
    await button(page, 'Remove Linus').click();
    await button(page, 'Remove').click();
    await page.getByLabel('Role of Linus').waitFor({ state: 'detached' });
    // the list may be read anew for the event before the command is answered
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await linus.get(`/projects/${projectId}`)).status).toBe(404);
    await hasFocus(page.getByRole('region', { name: 'Members' }));
  });

  test('who is no owner is not offered them; who leaves is told what they lose first', async () => {
    const projectId = await grace.createProject('private', 'Lakes');
    await grace.setRole(projectId, linus, 'viewer');
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/projects/${projectId}/settings`);
    await page.getByText('Owners of the project keep its settings.').waitFor();
    expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
    await page.getByRole('link', { name: /^Members/ }).click();
    await button(page, 'Leave the project').click();
    await page.getByText('Only an owner can add you again.').waitFor();
    await isReadable(page);
    await button(page, 'Stay').click();
    expect((await linus.get(`/projects/${projectId}`)).status).toBe(200);
    await button(page, 'Leave the project').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave the project' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await until('he has left', async () => (await linus.get(`/projects/${projectId}`)).status === 404);
  });
});
