import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GivenRun, givenRun } from '../e2e/support/given-run.js';
import { findChromium, TestBrowser } from './support/chromium.js';
import { isReadable } from './support/is-readable.js';

const executable = findChromium();
const inBrowser = executable === undefined ? test.skip : test;
let given: GivenRun;
const browser = new TestBrowser(executable ?? '', () => given.system.openUrl());

beforeAll(async () => {
  given = await givenRun();
});
afterAll(async () => {
  await browser.close();
  await given.end();
});

describe('rule 16, a run', () => {
  inBrowser('has a page, from which it is reproduced by keyboard alone', async () => {
    const { git, system, projectId, sessionId, launchId } = given;
    const { linus } = given.people;
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByRole('list', { name: 'Runs, the newest first' }).getByRole('link', { name: 'Run 1' }).click();
    await page.getByRole('heading', { level: 1, name: 'Run 1' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/projects/${projectId}/runs/${launchId}/1`);
    await page.getByText(git.earlier).waitFor();
    await page.getByText('Its session is configured in the same way now.').waitFor();
    await isReadable(page);

    const path = `/projects/${projectId}/sessions/${sessionId}`;
    const headers = { 'If-Match': (await linus.get(path)).headers.get('etag') ?? '' };
    await linus.call('PATCH', path, { body: { resources: { cpu: 0.25 } }, headers });
    await page.getByRole('region', { name: 'What its session has now' }).getByText('0.25 CPU').waitFor();

    await page.getByRole('button', { name: 'Reproduce' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Reproduce run 1' });
    await dialog.getByText('changes that were never pushed').waitFor();
    await dialog.getByLabel('Name').waitFor();
    await isReadable(page);
    await dialog.getByLabel('Name').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Figure 4');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Figure 4' }).waitFor();
    await page.getByText(`at ${git.earlier.slice(0, 8)}`).waitFor();
  });

  inBrowser('that goes on is seen by an auditor at its session, and not whose', async () => {
    const { system, projectId } = given;
    const page = await browser.page('Audrey');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('article', { name: 'Lab' }).getByText('Run by 1 person').waitFor();
    await page.getByRole('article', { name: 'Lab' }).getByRole('link', { name: 'Lab' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lab' }).waitFor();
    await page.getByText('Run by 1 person').waitFor();
    expect(await page.getByText('Inactive').count()).toBe(0);
  });

  inBrowser('is gone to by an auditor from the history, and from what was reproduced from it', async () => {
    const { git, system, projectId } = given;
    const page = await browser.page('Audrey');
    await page.goto(`${system.url}/projects/${projectId}/history`);
    await page.getByRole('link', { name: 'reproduced from run 1' }).click();
    await page.getByRole('link', { name: 'The run that it was reproduced from' }).click();
    await page.getByRole('heading', { level: 1, name: 'Run 1' }).waitFor();
    await page.getByText('Linus', { exact: true }).waitFor();
    await page.goBack();
    await page.locator('summary', { hasText: 'Linus’s “Lab” is running' }).click();
    await page.getByRole('link', { name: 'Run 1: with what it was made' }).click();
    await page.getByText(git.earlier).waitFor();
    await isReadable(page);
  });
});
