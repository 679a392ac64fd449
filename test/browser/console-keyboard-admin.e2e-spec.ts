import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { untilStatus } from '../e2e/support/until-status.js';
import { accountMenu } from './support/account-menu.js';
import { button } from './support/button.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { heading } from './support/heading.js';
import { inDialog } from './support/in-dialog.js';
import { Keys } from './support/keys.js';
import { region } from './support/region.js';
import { select } from './support/select.js';
import { startConsole } from './support/start-console.js';

const IMAGE = `quay.io/jupyter/scipy-notebook@sha256:${'a'.repeat(64)}`;

const { inBrowser, system, browser, grace } = await startConsole();

const startAt = (path: string, user?: string) => Keys.at(browser, system.url + path, user);
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const said = (page: Page, words: string): Promise<void> => page.getByRole('status').getByText(words).waitFor();
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name });

inBrowser('what administrators keep, by the keyboard alone', () => {
  test('an environment is published, found, edited and archived, and so is the last that is like what is looked for', async () => {
    const { page, keys } = await startAt('/', 'Ada');
    await keys.enter(accountMenu(page), 'Shift+Tab');
    await keys.enter(page.getByRole('link', { name: 'Administration' }));
    await hasFocus(heading(page, 'Administration'));
    await keys.enter(tab(page, 'Environments'));
    await row(page, 'Jupyter Python').waitFor();
    await hasFocus(tab(page, 'Environments'));

    await keys.enter(button(page, 'Publish an environment'));
    await hasFocus(field(page, 'Name'));
    await keys.type('Julia');
    await keys.write(field(page, 'Image reference'), 'no image');
    await keys.press('Enter');
    await page.getByRole('alert').getByText('Image reference: ').waitFor();
    await hasFocus(field(page, 'Image reference'));
    await keys.press('Control+A');
    await keys.type(IMAGE);
    await keys.enter(inDialog(page, 'Publish'));
    await said(page, '“Julia” is published.');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Publish an environment'));

    await keys.write(field(page, 'Find'), 'jul');
    await gone(row(page, 'Jupyter Python'));
    await keys.enter(button(page, 'Edit Julia'));
    await field(page, 'Name').waitFor();
    await keys.write(field(page, 'Name'), 'Julia 2');
    await keys.press('Enter');
    await said(page, '“Julia 2” is saved.');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Edit Julia 2'));
    await keys.enter(button(page, 'Archive Julia 2'));
    await page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Archive Julia 2'));
    await keys.press('Enter');
    await keys.enter(inDialog(page, 'Archive'));
    await page.getByText('None is like that.').waitFor();
    await hasFocus(region(page, 'Environments'));
    await keys.goTo(page.getByLabel('Archived ones too'));
    await keys.press('Space');
    await row(page, 'Julia 2').getByText('archived', { exact: true }).waitFor();
    await hasFocus(page.getByLabel('Archived ones too'));
  });

  test('a resource class is added, changed and archived', async () => {
    const { page, keys } = await startAt('/admin', 'Ada');
    await keys.enter(tab(page, 'Resource classes'));
    await page.getByText('There is none').waitFor();
    await keys.enter(button(page, 'Add a resource class'));
    await hasFocus(field(page, 'Name'));
    await keys.type('small');
    await keys.write(field(page, 'CPU cores'), '1');
    await keys.write(field(page, 'Memory (GiB)'), '2');
    await keys.press('Enter');
    await said(page, '“small” is offered.');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Add a resource class'));
    await keys.enter(button(page, 'Change small'));
    await field(page, 'CPU cores').waitFor();
    await keys.write(field(page, 'CPU cores'), '2');
    await keys.press('Enter');
    await said(page, '“small” is saved.');
    await gone(page.getByRole('dialog'));
    await hasFocus(button(page, 'Change small'));
    await keys.enter(button(page, 'Archive small'));
    await keys.enter(inDialog(page, 'Archive'));
    await page.getByText('There is none').waitFor();
    await hasFocus(region(page, 'Resource classes'));
  });

  test('what could not be drawn is tried again, and whoever did that goes on from there', async () => {
    const { page, keys } = await startAt('/admin/classes', 'Ada');
    await page.getByText('There is none').waitFor();
    await page.route(/\/api\/v1\/load/, (route) => route.fulfill({ json: { nothing: 'known' } }));
    await keys.enter(tab(page, 'Load'));
    await page.getByRole('alert').getByText('This tab cannot be shown').waitFor();
    await keys.goTo(button(page, 'Try again'));
    await page.unroute(/\/api\/v1\/load/);
    await keys.press('Enter');
    await page.getByRole('row').filter({ hasText: 'In all' }).waitFor();
    await hasFocus(page.getByRole('main'));
    await keys.goTo(tab(page, 'Load'));
  });
});

inBrowser('usage, by the keyboard alone', () => {
  test('an auditor narrows it, looks at the runs of a line and saves it', async () => {
    const projectId = await grace.createProject('private', 'Gauges');
    const sessionId = await grace.addSession(projectId, 'Lab');
    const path = `/projects/${projectId}/sessions/${sessionId}/launch`;
    const { body } = await grace.post<{ launchId: string }>(path);
    await untilStatus(grace, body.launchId, 'running', 60_000);
    await grace.post(`/launches/${body.launchId}/stop`, { discard: true });
    await untilStatus(grace, body.launchId, 'inactive', 60_000);

    const { page, keys } = await startAt('/usage', 'Audrey');
    await page.evaluate('delete globalThis.showSaveFilePicker');
    await page.getByRole('rowheader', { name: 'All of it' }).waitFor();
    await keys.choose(select(page, 'By'), 'Project');
    await hasFocus(select(page, 'By'));
    await page.getByRole('rowheader', { name: 'Gauges' }).waitFor();
    await keys.choose(select(page, 'Person'), 'Grace');
    await keys.choose(select(page, 'Project'), 'Gauges');
    await keys.choose(select(page, 'Resource class'), 'Without a resource class');
    await hasFocus(select(page, 'Resource class'));
    await keys.enter(button(page, 'Runs of Gauges'));
    const run = page.getByRole('link', { name: 'Run 1 in Gauges' });
    await run.waitFor();
    await hasFocus(button(page, 'Runs of Gauges'));
    await keys.goTo(button(page, 'Save as CSV'));
    const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
    await download.path();
    await hasFocus(button(page, 'Save as CSV'));
    await keys.enter(run, 'Shift+Tab');
    await page.getByText('After: Grace launched “Lab”').waitFor();
    await hasFocus(heading(page, 'Gauges'));
    // what an owner may not read, an auditor may
    await keys.enter(page.getByRole('link', { name: 'Run 1: with what it was made' }));
    await hasFocus(heading(page, 'Run 1'));
    await keys.enter(page.getByRole('list', { name: 'Steps of the run' }).getByRole('link').first());
    await hasFocus(heading(page, 'Gauges'));
  });
});
