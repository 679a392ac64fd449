import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

/** As long as a name may be. */
const LONG = 'n'.repeat(99);
const CODE = 'https://github.com/jupyterlab/jupyterlab-demo';
/** However long a busy machine takes. */
const OFFERED_FOR_EVER = `{
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (work, ms) => (ms === 10_000 ? 0 : setTimeout(work, ms));
}`;

const { inBrowser, system, browser, grace } = await startConsole();

const undo = (page: Page) => page.getByRole('region', { name: 'Undo' });

inBrowser('what was undone', () => {
  test('a session that was removed is put back as it was; its history says both', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, LONG);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByRole('button', { name: `Remove: ${LONG}` }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await undo(page).getByText('is removed.').waitFor();
    expect((await grace.get(`/projects/${projectId}/sessions/${sessionId}`)).status).toBe(404);
    const button = undo(page).getByRole('button', { name: 'Undo' });
    await button.focus();
    await page.getByRole('heading', { level: 1, name: 'Rivers' }).waitFor();
    // what has the focus does not go, and keeps it
    await isReadable(page);
    await hasFocus(button);
    await page.keyboard.press('Enter');
    await undo(page).waitFor({ state: 'detached' });
    await page.getByRole('article', { name: LONG }).waitFor();
    const { body } = await grace.get(`/projects/${projectId}/sessions/${sessionId}`);
    expect(body).toMatchObject({ sessionId, name: LONG, isDefault: true });
    const { body: history } = await grace.get<{ type: string }[]>(
      `/projects/${projectId}/history?session=${sessionId}`,
    );
    const types = history.map(({ type }) => type).filter((type) => /^(EnvironmentAdded|SessionRemoved)$/.test(type));
    expect(types).toEqual(['EnvironmentAdded', 'SessionRemoved', 'EnvironmentAdded']);
  });

  test('a repository that was disconnected is connected again, as the same one', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    await grace.post(`/projects/${projectId}/repositories`, { url: CODE, name: 'code' });
    const repositories = async () =>
      (await grace.get<{ repositoryId: string }[]>(`/projects/${projectId}/repositories`)).body;
    const before = await repositories();
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/repositories`);
    await page.getByRole('button', { name: 'Disconnect code' }).click();
    await undo(page).getByText('/work/code is disconnected.').waitFor();
    await page.getByText('No repository is connected.').waitFor();
    await undo(page).getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Disconnect code' }).waitFor();
    await until('it is the same', async () => JSON.stringify(await repositories()) === JSON.stringify(before));
  });

  test('stays offered when another is disconnected, and each is connected again by its own', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    for (const name of ['code', 'data'])
      await grace.post(`/projects/${projectId}/repositories`, { url: `https://github.com/jupyterlab/${name}`, name });
    const page = await browser.page('Grace');
    await page.addInitScript(OFFERED_FOR_EVER);
    await page.goto(`${system.url}/projects/${projectId}/repositories`);
    for (const name of ['code', 'data']) {
      await page.getByRole('button', { name: `Disconnect ${name}` }).click();
      await undo(page).getByText(`/work/${name} is disconnected.`).waitFor();
    }
    await isReadable(page);
    await undo(page).getByRole('button', { name: 'Undo' }).first().click();
    await page.getByRole('button', { name: 'Disconnect code' }).waitFor();
    expect(await page.getByRole('button', { name: 'Disconnect data' }).count()).toBe(0);
  });

  test('is offered for a while', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    await grace.post(`/projects/${projectId}/repositories`, { url: CODE, name: 'code' });
    const page = await browser.page('Grace');
    await page.clock.install();
    await page.goto(`${system.url}/projects/${projectId}/repositories`);
    await page.getByRole('button', { name: 'Disconnect code' }).waitFor();
    // what a busy machine takes to look is no part of the while
    await page.clock.pauseAt(Date.now() + 10_000);
    await page.getByRole('button', { name: 'Disconnect code' }).click();
    await until('it is offered', async () => {
      await page.clock.runFor(100);
      return (await undo(page).count()) > 0;
    });
    await page.clock.runFor(9_000);
    expect(await undo(page).count()).toBe(1);
    await page.clock.runFor(2_000);
    await undo(page).waitFor({ state: 'detached' });
  });
});
