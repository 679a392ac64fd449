import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const { inBrowser, system, browser, ada, grace } = await startConsole();

const image = 'quay.io/jupyter/scipy-notebook@sha256:'.concat('a'.repeat(64));
const dialog = (page: Page) => page.getByRole('dialog');
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const said = (page: Page, words: string) => page.getByRole('status').getByText(words);
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const adminPage = async (tab: string, heading: string, user = 'Ada'): Promise<Page> => {
  const page = await browser.page(user);
  await page.goto(`${system.url}/admin${tab}`);
  await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  return page;
};

/** As somebody else would in the meantime. */
const revise = async (environmentId: string, change: object): Promise<void> => {
  const { headers } = await ada.get(`/environments/${environmentId}`);
  const etag = headers.get('etag') ?? '';
  const answer = await ada.call('PATCH', `/environments/${environmentId}`, {
    body: change,
    headers: { 'If-Match': etag },
  });
  expect(answer.status).toBe(200);
};

const publish = async (name: string, more: object = {}): Promise<string> => {
  const { body } = await ada.post<{ environmentId: string }>('/environments', { name, image, ...more });
  return body.environmentId;
};

inBrowser('the catalogue in the console', () => {
  test('an environment is published by keyboard alone, and seen as it will be offered', async () => {
    const page = await browser.page('Ada');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('link', { name: 'Administration', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Administration', exact: true }).waitFor();
    await page.goto(`${system.url}/admin/environments`);
    await row(page, 'Jupyter Python').getByText('Not in use').waitFor();
    await isReadable(page);

    await button(page, 'Publish an environment').focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.type('Julia');
    await page.keyboard.press('Tab');
    await page.keyboard.type('no image');
    await page.keyboard.press('Tab');
    await page.keyboard.type('For numbers');
    await page.keyboard.press('Tab');
    await page.keyboard.type('julia, numbers');
    const preview = page.getByRole('region', { name: 'Preview' });
    expect(await preview.innerText()).toMatch(/Julia\s+version 1\s+For numbers[^]*julia\s+numbers/);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Image reference: ').waitFor();
    expect(await field(page, 'Image reference').getAttribute('aria-invalid')).toBe('true');
    await isReadable(page);
    await field(page, 'Image reference').fill(image);
    await page.keyboard.press('Enter');
    await said(page, '“Julia” is published.').waitFor();
    await row(page, 'For numbers').getByText('Not in use').waitFor();

    await field(page, 'Find').fill('NUMB');
    await row(page, 'Jupyter Python').waitFor({ state: 'detached' });
    expect(await page.getByRole('listitem').filter({ hasText: 'Julia' }).count()).toBe(1);
    await field(page, 'Find').fill('nothing like it');
    await page.getByText('None is like that.').waitFor();
  });

  test('whoever has typed into a dialog is asked before Escape or its cross throws that away', async () => {
    const page = await adminPage('/environments', 'Environments');
    const publishing = page.getByRole('dialog', { name: 'Publish an environment' });
    const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
    await button(page, 'Publish an environment').click();
    await publishing.waitFor();
    await page.keyboard.press('Escape');
    await publishing.waitFor({ state: 'detached' });

    await button(page, 'Publish an environment').click();
    await page.keyboard.type('Julia');
    for (let times = 0; times < 3; times += 1) {
      await page.keyboard.press('Escape');
      await asked.waitFor();
      await page.keyboard.press('Escape');
      await asked.waitFor({ state: 'detached' });
    }
    expect(await field(page, 'Name').inputValue()).toBe('Julia');
    await button(publishing, 'Close').click();
    await isReadable(page);
    await button(asked, 'Leave').click();
    await publishing.waitFor({ state: 'detached' });
  });

  test('what somebody else changed meanwhile is said, nothing typed is lost and nothing of theirs undone', async () => {
    const environmentId = await publish('Octave', { description: 'Matrices' });
    const page = await adminPage('/environments', 'Environments');
    await button(page, 'Edit Octave').click();
    await field(page, 'Name').fill('GNU Octave');
    await revise(environmentId, { name: 'Octave 9', keywords: ['matrix'] });
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('It was changed meanwhile').waitFor();
    await page.getByText('is called “Octave 9” now').waitFor();
    expect(await field(page, 'Name').inputValue()).toBe('GNU Octave');
    await isReadable(page);
    await button(page, 'Save mine anyway').click();
    await said(page, '“GNU Octave” is saved.').waitFor();
    const { body } = await ada.get(`/environments/${environmentId}`);
    expect(body).toMatchObject({ name: 'GNU Octave', description: 'Matrices', keywords: ['matrix'], version: 3 });

    await button(page, 'Edit GNU Octave').click();
    await field(page, 'Description (optional)').fill('mine');
    await revise(environmentId, { description: 'theirs' });
    await button(page, 'Save').click();
    await button(page, 'Show how it is now').click();
    await hasValue(field(page, 'Description (optional)'), 'theirs');
  });

  test('it is said by how many sessions one is used, and what archiving it means', async () => {
    const environmentId = await publish('Fortran');
    const projectId = await grace.createProject('private', 'Grace’s secret project');
    const environment = { source: 'catalogue', environmentId };
    for (const name of ['One', 'Two']) await grace.post(`/projects/${projectId}/sessions`, { environment, name });
    const page = await adminPage('/environments', 'Environments');
    await row(page, 'Fortran').getByText('In use by 2 sessions').waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/Grace|secret/);
    await button(page, 'Archive Fortran').click();
    await dialog(page).getByText('The 2 sessions that have it keep it').waitFor();
    await isReadable(page);
    await button(page, 'Archive').click();
    await said(page, '“Fortran” is archived.').waitFor();
    await row(page, 'Fortran').waitFor({ state: 'detached' });
    await page.getByLabel('Archived ones too').check();
    await row(page, 'Fortran').getByText('archived', { exact: true }).waitFor();
    expect(await button(page, 'Edit Fortran').count()).toBe(0);
  });

  test('names of 200 characters, emoji and another direction stick out of nothing', async () => {
    const name = 'x'.repeat(99);
    await publish(name, { description: `${'y'.repeat(400)} 🧪 מדע`, keywords: ['z'.repeat(50), 'علوم'] });
    const page = await adminPage('/environments', 'Environments');
    await row(page, name).waitFor();
    await isReadable(page);
    await button(page, `Edit ${name}`).click();
    await page.getByRole('region', { name: 'Preview' }).waitFor();
    await isReadable(page);
  });

  test('whoever is no admin finds no way there, and nothing there', async () => {
    const page = await browser.page('Grace');
    await page.locator('summary').click();
    await page.getByRole('link', { name: 'Connections' }).waitFor();
    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await page.goto(`${system.url}/admin/environments`);
    await page.getByRole('heading', { name: 'For administrators' }).waitFor();
    await isReadable(page);
  });
});

inBrowser('resource classes in the console', () => {
  test('one is added by keyboard alone, in units that people type, and what cannot be meant is said', async () => {
    const page = await adminPage('/classes', 'Resource classes');
    await page.getByText('There is none: every session gets what it asks for.').waitFor();
    await isReadable(page);
    await button(page, 'Add a resource class').focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    for (const typed of ['small', 'many', '2']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('CPU cores: write a number of cores, for example 0.5.').waitFor();
    await hasFocus(field(page, 'CPU cores'));
    expect(await field(page, 'CPU cores').inputValue()).toBe('many');
    await isReadable(page);
    await field(page, 'CPU cores').fill('0,5');
    await page.keyboard.press('Enter');
    await said(page, '“small” is offered.').waitFor();
    await row(page, 'small').getByText('0.5 CPU · 2 GiB memory').waitFor();
    expect((await ada.get('/resource-classes')).body).toMatchObject([{ cpu: 0.5, memory: 2 ** 31, gpu: 0 }]);
    await button(page, 'Add a resource class').click();
    await field(page, 'Name').fill('small');
    await field(page, 'CPU cores').fill('1');
    await field(page, 'Memory (GiB)').fill('4');
    await button(page, 'Add').click();
    await page.getByRole('alert').getByText('Name: Choose another name').waitFor();
  });

  test('how many of one may run at a time and where on a cluster is said as kubectl has it, and can be taken back', async () => {
    const { body: gpu } = await ada.post('/resource-classes', { name: 'gpu', cpu: 8, memory: '32Gi', gpu: 1 });
    const path = `/resource-classes/${String(gpu['resourceClassId'])}`;
    const page = await adminPage('/classes', 'Resource classes');
    const save = async (): Promise<unknown> => {
      await button(page, 'Save').click();
      // an earlier one is still said to be saved
      await gone(dialog(page));
      await said(page, '“gpu” is saved.').waitFor();
      return (await ada.get(path)).body;
    };
    const capacity = field(page, 'Running at a time, of all users (optional)');
    const text = (name: string) => page.getByRole('textbox', { name, exact: true });
    const labels = text('Labels that its nodes have, one a line');
    const taints = text('Taints that it tolerates, one a line');
    const priority = text('Priority class');
    await button(page, 'Change gpu').click();
    await capacity.fill('20');
    await dialog(page).getByText('Where it runs on a cluster').click();
    await labels.fill('pool=gpu\nzone=a');
    await taints.fill('gpu=true:Never');
    await isReadable(page);
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('Taints that it tolerates, one a line: write key=value').waitFor();
    await hasFocus(taints);
    await taints.fill('gpu=true:NoSchedule\nspot');
    await priority.fill('gold');
    expect(await save()).toMatchObject({
      capacity: 20,
      placement: {
        nodeSelector: { pool: 'gpu', zone: 'a' },
        tolerations: [
          { key: 'gpu', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
          { key: 'spot', operator: 'Exists' },
        ],
        priorityClassName: 'gold',
      },
    });
    const words = '20 at a time; nodes with pool=gpu, zone=a; tolerates gpu=true:NoSchedule, spot; priority gold';
    await row(page, 'gpu').getByText(words).waitFor();
    await isReadable(page);

    await button(page, 'Change gpu').click();
    await dialog(page).getByText('Where it runs on a cluster').click();
    for (const emptied of [capacity, labels, taints, priority]) await emptied.fill('');
    const taken = await save();
    expect(taken).not.toHaveProperty('capacity');
    expect(taken).not.toHaveProperty('placement');
    await button(page, 'Archive gpu').click();
    await button(page, 'Archive').click();
    await said(page, '“gpu” is archived.').waitFor();
  });

  test('it is said what a change and an end mean, and what somebody else changed meanwhile', async () => {
    const { body: large } = await ada.post('/resource-classes', {
      name: 'large',
      cpu: 8,
      memory: '32Gi',
      maxDisk: '1Ti',
    });
    const page = await adminPage('/classes', 'Resource classes');
    await button(page, 'Change large').click();
    await dialog(page).getByText('what is paused is resumed with what it had').waitFor();
    expect(await field(page, 'Memory (GiB)').inputValue()).toBe('32 GiB');
    await field(page, 'Memory (GiB)').fill('64');
    await field(page, 'Disk at most (GiB, optional)').fill('');
    const path = `/resource-classes/${String(large['resourceClassId'])}`;
    await ada.call('PATCH', path, {
      body: { cpu: 16 },
      headers: { 'If-Match': (await ada.get(path)).headers.get('etag') ?? '' },
    });
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('It was changed meanwhile').waitFor();
    await isReadable(page);
    await button(page, 'Save mine anyway').click();
    await said(page, '“large” is saved.').waitFor();
    await row(page, 'large').getByText('16 CPU · 64 GiB memory').waitFor();
    await row(page, 'large').getByText('No bound on disks').waitFor();

    await button(page, 'Archive large').click();
    await dialog(page).getByText('What runs in it keeps running').waitFor();
    await isReadable(page);
    await button(page, 'Archive').click();
    await said(page, '“large” is archived.').waitFor();
    await row(page, 'large').waitFor({ state: 'detached' });
    await hasFocus(page.getByRole('region', { name: 'Resource classes' }));
    await button(page, 'Archive small').click();
    await dialog(page).getByText('It is the last one').waitFor();
    await button(page, 'Archive').click();
    await page.getByText('There is none: every session gets what it asks for.').waitFor();
  });
});

inBrowser('load in the console', () => {
  test('is shown by class and in all, as it changes, and never whose', async () => {
    const projectId = await grace.createProject('private', 'Grace’s secret project');
    await grace.addSession(projectId, 'Secret study');
    const page = await adminPage('', 'Load');
    const all = page.getByRole('row').filter({ hasText: 'In all' });
    const counts = () => all.getByRole('cell').allInnerTexts();
    await all.waitFor();
    expect(await counts()).toEqual(['0', '0', '0', '0']);
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Resource class',
      ...['Running', 'Starting', 'Waiting', 'Ending'],
    ]);
    const { body: launch } = await grace.post(`/projects/${projectId}/launch`);
    await until('it runs', async () => (await counts())[0] === '1');
    await page.getByRole('row').filter({ hasText: 'Without a class' }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/Grace|ecret/);
    await isReadable(page);
    await grace.post(`/launches/${String(launch['launchId'])}/stop`, { discard: true });
    await until('it is over', async () => (await counts()).every((count) => count === '0'));
    const asGrace = await adminPage('', 'For administrators', 'Grace');
    expect(await asGrace.getByRole('table').count()).toBe(0);
  });
});
