import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { whyNoRegistry } from '../support/image-registry/find-docker-registry.js';
import { layerOf, pushLayers } from '../support/image-registry/push-layers.js';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { CodeHost } from './support/code-host.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { inDialog } from './support/in-dialog.js';
import { isReadable } from './support/is-readable.js';
import { Keys } from './support/keys.js';
import { region } from './support/region.js';
import { select } from './support/select.js';
import { startConsole } from './support/start-console.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: images of repositories, by the keyboard alone: ${missing}\n`);
const host = missing === undefined ? await CodeHost.start() : undefined;
afterAll(() => host?.close());

const { inBrowser, system, browser, ada, grace } = await startConsole(
  { CODE_HOSTS_FILE: host?.file, IMAGE_CHECK: 'on', IMAGE_POLL: '3600' },
  host !== undefined,
);

const startAt = (path: string) => Keys.at(browser, system.url + path);
const codeHost = (): CodeHost => host as CodeHost;
const card = (page: Page, name: string) => page.getByRole('article', { name });
const summary = (page: Page, words: string) => page.locator('summary', { hasText: words });
const connect = (projectId: string, path: string) =>
  grace.post(`/projects/${projectId}/repositories`, { url: `${codeHost().git.origin}/${path}.git` });

inBrowser('images, by the keyboard alone', () => {
  test('a session is added from a branch of one of two repositories, and takes the newer image that is built then', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    await grace.addSession(projectId, 'Lab');
    for (const path of ['public/first', 'public/second']) {
      await codeHost().build(path);
      await connect(projectId, path);
    }
    await codeHost().git.commit('public/second', { branch: 'plots', files: { 'a.txt': 'a' } });
    const { page, keys } = await startAt(`/projects/${projectId}`);
    const says = page.getByRole('status', { name: 'What the branch has' });
    const branch = select(page, 'Branch');
    await keys.enter(button(page, 'Add session'));
    const use = summary(page, 'Use the image that a code repository builds');
    await keys.enter(use);
    await says.getByText('The image of its newest commit').waitFor();
    await hasFocus(use);
    await keys.choose(select(page, 'Repository'), 'second');
    await until('its branches are known', async () => (await branch.getByRole('option').count()) === 2);
    await hasFocus(select(page, 'Repository'));
    await keys.choose(branch, 'plots');
    await says.locator('.warn').waitFor();
    await hasFocus(branch);
    await keys.enter(button(page, 'Add this branch'));
    await page.getByRole('alert').waitFor();
    await keys.isSomewhere();

    await codeHost().build('public/second', { branch: 'plots', content: 'matplotlib' });
    await keys.enter(button(page, 'Look again'));
    await says.getByText('✓').waitFor();
    await hasFocus(button(page, 'Look again'));
    await keys.enter(button(page, 'Add this branch'), 'Shift+Tab');
    await card(page, 'second').getByText('just added').waitFor();
    await gone(page.getByRole('dialog'));
    await hasFocus(card(page, 'second'));

    const { commit } = await codeHost().build('public/second', { branch: 'plots', content: 'matplotlib numpy' });
    await codeHost().tell(system.url, 'public/second');
    await card(page, 'second')
      .getByText(`of commit ${commit.slice(0, 8)}`)
      .waitFor();
    await keys.enter(button(page, 'Take the newer image: second'));
    await gone(card(page, 'second').getByText('A newer image is available'));
    await hasFocus(page.getByLabel('What can be done with second', { exact: true }));
  });

  test('a session begins with an older image of its branch, and is moved to another one', async () => {
    const projectId = await grace.createProject('private', 'Glaciers');
    const { body: repository } = await connect(projectId, 'public/older');
    const commits: string[] = [];
    for (const content of ['numpy', 'numpy pandas', 'numpy pandas r']) {
      commits.push((await codeHost().build('public/older', { content })).commit.slice(0, 8));
      await grace.get(`/projects/${projectId}/repositories/${String(repository['repositoryId'])}/branches`);
    }
    const [first = '', second = ''] = commits;
    const { page, keys } = await startAt(`/projects/${projectId}`);
    const says = page.getByRole('status', { name: 'What the branch has' });
    const image = (commit: string) => page.getByRole('radio', { name: `Commit ${commit}, built` });
    await keys.enter(summary(page, 'Use the image that a code repository builds'));
    await says.getByText('The image of its newest commit').waitFor();
    await keys.enter(summary(page, 'Older images'));
    await until('they are listed', async () => (await page.getByRole('radio').count()) === 3);
    await isReadable(page);
    await keys.goTo(page.getByRole('radio', { checked: true }));
    await keys.press('ArrowDown');
    await keys.press('ArrowDown');
    await says.getByText(`The image of an older commit, ${first}`).waitFor();
    await hasFocus(image(first));
    await keys.enter(button(page, 'Add this branch'));
    await card(page, 'older').waitFor();

    await keys.enter(card(page, 'older').getByRole('link', { name: 'older', exact: true }));
    const opener = button(page, 'Choose another image for older');
    await keys.enter(opener);
    await image(first).and(page.locator(':checked')).waitFor();
    await isReadable(page);
    await keys.goTo(image(first));
    await keys.press('ArrowUp');
    await image(second).and(page.locator(':checked')).waitFor();
    await keys.enter(button(page, 'Change the image'));
    await gone(page.getByRole('dialog'));
    await page.getByText(`public/older:${second}`).first().waitFor();
    await hasFocus(opener);
  });

  test('where a repository is the first thing that a project has, it is added where the project has no session yet', async () => {
    await codeHost().build('public/only');
    const projectId = await grace.createProject('private', 'Lakes');
    await connect(projectId, 'public/only');
    const { page, keys } = await startAt(`/projects/${projectId}`);
    await keys.enter(summary(page, 'Use the image that a code repository builds'));
    await page.getByRole('status', { name: 'What the branch has' }).getByText('✓').waitFor();
    await keys.enter(button(page, 'Add this branch'));
    await card(page, 'only').waitFor();
    await hasFocus(region(page, 'Sessions'));
  });

  test('what its registry says of an image is heard while it is typed, and what is in it is looked through', async () => {
    const { registry } = codeHost();
    const layers = [await layerOf({ 'var/lib/dpkg/status': 'Package: bash\nVersion: 5\n' })];
    await pushLayers(registry, { repository: 'public/tools', tag: '1', layers });
    const image = `${registry.host}/public/tools:1`;
    const published = await ada.post('/environments', { name: 'Tools', image });
    const projectId = await grace.createProject('private', 'Deltas');
    const environment = { source: 'catalogue', environmentId: published.body['environmentId'] as string };
    await grace.post(`/projects/${projectId}/sessions`, { environment, name: 'Analysis' });
    const { page, keys } = await startAt(`/projects/${projectId}`);
    const check = page.getByRole('dialog').getByRole('status', { name: 'What its registry says' });
    await keys.enter(button(page, 'Add session'));
    await keys.enter(summary(page, 'Use another image'));
    await keys.write(page.getByLabel('Image reference'), `${registry.host}/public/nothing:1`);
    await check.getByRole('listitem').first().waitFor();
    await keys.write(page.getByLabel('Name', { exact: true }), 'Typed');
    await keys.press('Enter');
    await page.getByRole('alert').waitFor();
    await hasFocus(page.getByLabel('Image reference'));
    await keys.write(page.getByLabel('Image reference'), image);
    await check.getByText('✓ Found').waitFor();
    await keys.press('Enter');
    await card(page, 'Typed').getByText('just added').waitFor();
    await gone(page.getByRole('dialog'));
    await hasFocus(card(page, 'Typed'));

    const opener = button(page, 'What is inside the image of Typed');
    await keys.enter(opener);
    const packages = page.getByRole('dialog').getByText('1 package', { exact: true });
    await packages.waitFor();
    await keys.write(page.getByLabel('Find a package'), 'num');
    await page.getByText('No package is called so.').waitFor();
    await keys.press('Control+A');
    await keys.press('Delete');
    await packages.waitFor();
    await keys.choose(select(page, 'Of'), 'Debian (1)');
    await hasFocus(select(page, 'Of'));
    await keys.goTo(region(page, 'Packages'));
    await keys.enter(inDialog(page, 'Close').last());
    await gone(page.getByRole('dialog'));
    await hasFocus(opener);

    await pushLayers(registry, {
      repository: 'public/tools',
      tag: '2',
      layers: [...layers, await layerOf({ a: 'a' })],
    });
    const headers = { 'If-Match': published.headers.get('etag') ?? '' };
    const body = { image: `${registry.host}/public/tools:2` };
    const path = `/environments/${environment.environmentId}`;
    expect((await ada.call('PATCH', path, { body, headers })).status).toBe(200);
    await page.reload();
    const changes = button(page, 'What changes with the newer image of Analysis');
    await keys.enter(changes);
    await page.getByText('Both have the same packages.').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(changes);
  });
});
