import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Person } from '../e2e/support/person.js';
import { untilStatus } from '../e2e/support/until-status.js';
import { until } from '../support/until.js';
import { appendEvents, type Fact } from './support/append-events.js';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, grace, linus } = await startConsole({ MAX_RUNNING_PER_USER: '1' });

const launch = (person: Person, projectId: string, sessionId: string) =>
  person.post<{ launchId: string }>(`/projects/${projectId}/sessions/${sessionId}/launch`);
const titleIs = (page: Page, title: string): Promise<true> =>
  until(`the title is “${title}”`, async () => (await page.title()) === `${title} – Renku sessions`);
const isRunning = (person: Person, launchId: string): Promise<true> => untilStatus(person, launchId, 'running');

inBrowser('the page of a session', () => {
  test('is gone to from its card, is launched from, and says how each of its runs went', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('article', { name: 'Lab' }).getByRole('link', { name: 'Lab' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lab' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/projects/${projectId}/sessions/${sessionId}`);
    await titleIs(page, 'Lab');
    await button(page, 'Launch: Lab').click();
    await titleIs(page, 'Running – Lab');
    await page.getByRole('status').getByText('Lab: Running').waitFor({ state: 'attached' });
    const icon = (): Promise<string | null> => page.locator('link[rel=icon]').getAttribute('href');
    expect(await icon()).toMatch(/^data:image.*27ae60/);
    const runs = page.getByRole('list', { name: 'Runs, the newest first' });
    await runs.getByText('ready after').waitFor();
    expect(await runs.innerText()).toMatch(
      /Run 1, asked for just now[^]*Checking that it answers: (less than 1|\d+) s/,
    );
    await page.evaluate('delete globalThis.showSaveFilePicker');
    const downloading = page.waitForEvent('download');
    await runs.getByRole('button', { name: 'Save with what it was made (RO-Crate): run 1' }).click();
    expect((await downloading).suggestedFilename()).toBe('ro-crate-metadata.json');
    const history = page.getByRole('list', { name: 'History of this session, newest first' });
    await history.getByText('“Lab” is running').waitFor();

    // what it is configured to be today is not what the run has
    const path = `/projects/${projectId}/sessions/${sessionId}`;
    const { headers } = await grace.get(path);
    const change = { resources: { memory: '3Gi' } };
    await grace.call('PATCH', path, { body: change, headers: { 'If-Match': headers.get('etag') ?? '' } });
    const section = page.getByRole('region', { name: 'Your runs' });
    await section.getByText('Configured otherwise since then.').waitFor();
    // the launch may be read anew before the session is
    await section.getByText('3 GiB memory').waitFor();
    expect(await section.innerText()).toMatch(/With\s+no minimum[^]*Resources\s+3 GiB memory/);

    await button(page, 'Stop: Lab').click();
    await button(page, 'Stop').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hasFocus(page.getByLabel('What can be done with Lab', { exact: true }));
    await runs.getByText(/stopped just now/).waitFor();
    await titleIs(page, 'Lab');
    expect(await icon()).toMatch(/favicon\.svg$/);

    // as the gateway leads whoever comes to a session that does not run any more
    const [launch] = (await grace.get<{ launchId: string }[]>('/launches')).body;
    await page.goto(`${system.url}/launches/${launch?.launchId ?? ''}`);
    await page.waitForURL(`${system.url}${path}`);
  });

  test('leads to its project whoever removed it there, and says to who comes later that it is not there', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await button(page, 'Remove: Lab').click();
    await button(page, 'Remove').click();
    await page.getByRole('heading', { name: 'This project has no sessions yet' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/projects/${projectId}`);
    await hasFocus(page.getByRole('heading', { name: 'Rivers', exact: true }));
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByRole('heading', { name: 'No such session' }).waitFor();
    await page.getByRole('link', { name: 'Go to the sessions of “Rivers”' }).click();
    await page.getByRole('heading', { name: 'This project has no sessions yet' }).waitFor();
  });

  test('a reader who is no owner sees no history there', async () => {
    const projectId = await grace.createProject('public', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await button(page, 'Launch: Lab').waitFor();
    expect(await page.getByRole('heading', { name: 'History' }).count()).toBe(0);
    for (const tab of ['history', 'compare']) {
      await page.goto(`${system.url}/projects/${projectId}/${tab}`);
      await page.getByText('Owners of the project and auditors read its history.').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }
  });

  test('an auditor of a private project sees no empty boxes where there is nothing that they may do', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const page = await browser.page('Audrey');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByRole('heading', { name: 'What the next run has' }).waitFor();
    expect(await page.getByRole('region', { name: 'What it does now' }).count()).toBe(0);
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('article', { name: 'Lab' }).waitFor();
    expect(await page.getByRole('region', { name: 'Default session' }).count()).toBe(0);
  });

  test('an address of what is not there leads on', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${randomUUID()}/open`);
    await page.getByRole('heading', { name: 'No such session' }).waitFor();
    await page.goto(`${system.url}/launches/${randomUUID()}`);
    await page.getByRole('link', { name: 'Go to what you have running' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });

  test('while it waits it says for what; “Open when ready” is a tab that becomes the session', async () => {
    const projectId = await linus.createProject('private', 'Rivers');
    const [first, second] = [await linus.addSession(projectId, 'First'), await linus.addSession(projectId, 'Second')];
    const other = await linus.createProject('private', 'Lakes');
    const third = await linus.addSession(other, 'Third');
    const { body: running } = await launch(linus, other, third);
    await isRunning(linus, running.launchId);
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${first}`);
    await button(page, 'Launch: First').click();
    const steps = page.getByRole('list', { name: 'Steps of the launch' });
    await steps.getByText(/Waiting for its turn \d+ s/).waitFor();
    await titleIs(page, 'Launching – First');
    await isReadable(page);

    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Open when ready' }).click(),
    ]);
    await tab.getByText('This page becomes the session as soon as it is ready.').waitFor();
    await titleIs(tab, 'Launching – First');
    await isReadable(tab);
    await linus.post(`/launches/${running.launchId}/stop`, { discard: true });
    await tab.waitForURL(/^http:\/\/[0-9a-f-]{36}\.localhost/);
    await tab.close();

    await page.goto(`${system.url}/projects/${projectId}/sessions/${second}/open`);
    await page.getByText('It is not being launched.').waitFor();
  });

  test('whose branch its code host has no more says so, there and on its card, until the branch is there again', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    await grace.addSession(projectId, 'Lab');
    const { body } = await grace.get<{ data: object }[]>(`/projects/${projectId}/history?type=EnvironmentAdded`);
    const [repositoryId, sessionId] = [randomUUID(), randomUUID()];
    const source = { kind: 'repository', repositoryId, branch: 'plots' };
    const added = { ...body[0]?.data, sessionId, name: 'Plots', source };
    await appendEvents(system.dataDir, `sessions-${projectId}`, grace.userId, [
      { type: 'EnvironmentAdded', data: added },
    ]);
    const ofBranch = { repositoryId, branch: 'plots' };
    const url = 'https://gitlab.example.org/group/analysis';
    const image = { reference: 'registry.example.org/group/analysis:aaaaaaaa', digest: `sha256:${'a'.repeat(64)}` };
    const happens = (...facts: readonly Fact[]) =>
      appendEvents(system.dataDir, `repository-${repositoryId}`, 'system:image-watcher', facts);
    await happens(
      { type: 'ImageAvailable', data: { ...ofBranch, url, commit: 'a'.repeat(40), image } },
      { type: 'BranchGone', data: ofBranch },
    );
    const path = `/projects/${projectId}/sessions/${sessionId}`;
    const goneSince = async () => (await grace.get<{ branchGoneSince?: string }>(path)).body.branchGoneSince;
    await until('the session says that its branch is gone', async () => (await goneSince()) !== undefined);
    const page = await browser.page('Grace');
    const says = page.getByText(/^Since .* the Git host has no branch plots any more: .*add a session from another/);
    await page.goto(`${system.url}${path}`);
    await says.waitFor();
    await isReadable(page);
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('article', { name: 'Plots' }).getByText('the Git host has no branch plots').waitFor();
    expect(await says.count()).toBe(1);

    await happens({ type: 'BranchReappeared', data: ofBranch });
    await until('the session says so no more', async () => (await goneSince()) === undefined);
    await page.goto(`${system.url}${path}`);
    await page.getByRole('heading', { name: 'What the next run has' }).waitFor();
    expect(await says.count()).toBe(0);
  });

  test('names without a space stick out at no width, and nobody is left out', async () => {
    const name = 'x'.repeat(99);
    const projectId = await grace.createProject('private', name);
    const sessionId = await grace.addSession(projectId, name);
    const { body } = await launch(grace, projectId, sessionId);
    await isRunning(grace, body.launchId);
    const page = await browser.page('Grace');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByText('ready after').waitFor();
    await isReadable(page);
  });
});
