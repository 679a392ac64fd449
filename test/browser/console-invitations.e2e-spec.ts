import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Loose } from '../e2e/support/person.js';
import { until } from '../support/until.js';
import { button } from './support/button.js';
import { hasFocus } from './support/has-focus.js';
import { hasValue } from './support/has-value.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';
import { tabTo } from './support/tab-to.js';

const { inBrowser, system, browser, grace, linus } = await startConsole();

/** Nearly as long as can be typed, and no line can be broken in it. */
const longAddress = `${'n'.repeat(64)}@${'a'.repeat(60)}.${'b'.repeat(60)}.org`;
const longName = 'Rivers'.padEnd(99, 'x');

const invite = (projectId: string, email: string, role: string) =>
  grace.post(`/projects/${projectId}/invitations`, { email, role });
const openOf = async (projectId: string) => (await grace.get<Loose[]>(`/projects/${projectId}/invitations`)).body;
const goToMembers = async (projectId: string): Promise<Page> => {
  const page = await browser.page('Grace');
  await page.goto(`${system.url}/projects/${projectId}/members`);
  return page;
};

inBrowser('rule 17, invitations in the console', () => {
  test('an address that nobody is found by is invited by the keyboard alone, and withdrawn again', async () => {
    const projectId = await grace.createProject('private', longName);
    const page = await goToMembers(projectId);
    await page.getByText('No invitation is open.').waitFor();
    await tabTo(page.getByLabel('Handle or e-mail address, in full'));
    await page.keyboard.type(longAddress);
    const role = page.getByRole('combobox', { name: 'Role', exact: true });
    await tabTo(role);
    await page.keyboard.press('ArrowDown');
    await hasValue(role, 'editor');
    await tabTo(button(page, 'Add member'));
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .getByText(`Nobody with the address ${longAddress} has signed in here yet.`)
      .waitFor();
    expect(await openOf(projectId)).toEqual([]);
    await hasFocus(button(page, `Invite ${longAddress} as editor`));
    await isReadable(page);
    await page.keyboard.press('Enter');
    const row = page.getByRole('listitem').filter({ hasText: longAddress });
    await row.getByText('editor').waitFor();
    await page.getByText(`tell them to sign in at ${system.url} with this address`).waitFor();
    expect(await openOf(projectId)).toMatchObject([{ email: longAddress, role: 'editor' }]);
    await hasValue(page.getByLabel('Handle or e-mail address, in full'), '');
    await button(page, `Copy: what to tell ${longAddress}`).waitFor();
    await isReadable(page);

    await tabTo(button(page, `Withdraw the invitation of ${longAddress}`));
    await page.keyboard.press('Enter');
    await row.waitFor({ state: 'detached' });
    await hasFocus(page.getByRole('region', { name: 'Invited' }));
    expect(await openOf(projectId)).toEqual([]);
  });

  test('who typed something that is no address, or a handle of nobody, is told what to do', async () => {
    const page = await goToMembers(await grace.createProject());
    const field = page.getByLabel('Handle or e-mail address, in full');
    await field.fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('By their e-mail address you can invite them.').waitFor();
    await field.fill('nobody@');
    await page.keyboard.press('Enter');
    await button(page, 'Invite nobody@ as viewer').click();
    await page.getByRole('alert').getByText('must be an e-mail address').waitFor();
    await hasFocus(field);
    await isReadable(page);
  });

  test('whoever types another address meanwhile is not asked to invite the one before', async () => {
    const page = await goToMembers(await grace.createProject());
    const held: Route[] = [];
    await page.route('**/api/v1/users?*', (route) => void held.push(route));
    const field = page.getByLabel('Handle or e-mail address, in full');
    await field.fill('early@example.org');
    await page.keyboard.press('Enter');
    const [route] = await until('it is looked for', () => held.length > 0 && held);
    await field.fill('late@example.org');
    await route?.continue();
    const next = page.getByRole('button', { name: /^(Add member|Invite .*)$/, disabled: false });
    await next.waitFor();
    expect(await next.textContent()).toBe('Add member');
  });

  test('what is answered elsewhere goes from the list of an owner who looks at it', async () => {
    const projectId = await grace.createProject('private', 'Deltas');
    const page = await goToMembers(projectId);
    await page.getByText('No invitation is open.').waitFor();
    const { body } = await invite(projectId, 'linus@example.org', 'viewer');
    const row = page.getByRole('listitem').filter({ hasText: 'linus@example.org' });
    await row.waitFor();
    await linus.post(`/projects/${projectId}/invitations/${body['invitationId']}/accept`);
    await row.waitFor({ state: 'detached' });
    await page.getByLabel('Role of Linus').waitFor();
  });

  test('whom it is for finds it on the home page, declines one, and joins by another', async () => {
    const [declined, joined] = [
      await grace.createProject('private', 'Lakes'),
      await grace.createProject('private', longName),
    ];
    await invite(declined, 'linus@example.org', 'owner');
    await invite(joined, 'linus@example.org', 'editor');
    const page = await browser.page('Linus');
    const invitations = page.getByRole('region', { name: 'Invitations' });
    await invitations.getByText('You are invited to Lakes by Grace as owner.').waitFor();
    await isReadable(page);

    await tabTo(button(page, 'Decline: Lakes'));
    await page.keyboard.press('Enter');
    await button(page, 'Decline: Lakes').waitFor({ state: 'detached' });
    expect((await linus.get(`/projects/${declined}`)).status).toBe(404);
    expect(await openOf(declined)).toEqual([]);

    await tabTo(button(page, `Join ${longName}`));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: longName }).waitFor();
    expect((await linus.get(`/projects/${joined}`)).body).toMatchObject({ role: 'editor' });
    await page.goto(system.url);
    await page.getByRole('list', { name: 'Recent projects' }).getByText(longName).waitFor();
    expect(await invitations.count()).toBe(0);
  });
});
