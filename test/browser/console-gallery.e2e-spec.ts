import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, ada, grace } = await startConsole();

const image = `quay.io/jupyter/scipy-notebook:1@sha256:${'a'.repeat(64)}`;
const offers = (page: Page) => page.getByRole('button', { name: /^Add / });
const said = (page: Page, words: string) => page.getByRole('status').getByText(words, { exact: true });

const publish = async (name: string, keywords: readonly string[] = []): Promise<void> => {
  expect((await ada.post('/environments', { name, image, keywords })).status).toBe(201);
};

const emptyProject = async (): Promise<Page> => {
  const projectId = await grace.createProject();
  const page = await browser.page('Grace');
  await page.goto(`${system.url}/projects/${projectId}`);
  await page.getByRole('heading', { name: 'Ready-made environments' }).waitFor();
  return page;
};

inBrowser('the environments that are offered to whoever adds a session', () => {
  test('where there are few there is nothing to search, and what is inside is one press away', async () => {
    await publish('Pinned', ['python']);
    const page = await emptyProject();
    await page.getByText('version 1, image since').first().waitFor();
    expect(await page.getByRole('search', { name: 'Ready-made environments' }).count()).toBe(0);
    await button(page, 'What is inside the image of Pinned').click();
    await page.getByRole('heading', { name: 'What is inside “Pinned”' }).waitFor();
  });

  test('among 300 one is found by keyboard alone, by words and keywords, and added', async () => {
    await publish('y'.repeat(99), ['z'.repeat(50)]);
    for (let n = 100; n < 400; n += 1) await publish(`Study ${n}`, [n % 2 === 0 ? 'even' : 'odd', `n${n % 10}`]);
    const page = await emptyProject();
    await said(page, '20 of 303 environments are shown.').waitFor();
    expect(await offers(page).count()).toBe(20);
    await button(page, 'Show more environments').focus();
    await page.keyboard.press('Enter');
    await said(page, '40 of 303 environments are shown.').waitFor();
    expect(await offers(page).count()).toBe(40);
    // the first of the new ones
    await hasFocus(
      page
        .getByRole('listitem')
        .filter({ has: offers(page) })
        .nth(20),
    );

    await page.getByLabel('Find an environment').focus();
    await page.keyboard.type('yyyy');
    await said(page, '1 environment.').waitFor();
    await isReadable(page);
    await page.getByLabel('Find an environment').fill('study 2');
    await page.keyboard.press('Tab');
    await hasFocus(button(page, 'even'));
    await page.keyboard.press('Enter');
    await button(page, 'n8').press('Enter');
    expect(await button(page, 'even').getAttribute('aria-pressed')).toBe('true');
    const shown = await Promise.all((await offers(page).all()).map((offer) => offer.getAttribute('aria-label')));
    expect(shown).toHaveLength(12); // 2?8, 128 and 328
    expect(shown.every((name) => /^Add Study \d\d8$/.test(name ?? ''))).toBe(true);
    await isReadable(page);
    await button(page, 'Add Study 208').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Study 208' }).waitFor();
  });

  test('what is like none is said, and so is that none is offered at all', async () => {
    const page = await emptyProject();
    await page.getByLabel('Find an environment').fill('nothing like it');
    await said(page, 'None is like that.').waitFor();
    await isReadable(page);
    await page.route(/\/api\/v1\/environments/, (route) => route.fulfill({ json: [] }));
    await page.reload();
    await page.getByText('The administrators offer none yet.').waitFor();
    await isReadable(page);
  });
});
