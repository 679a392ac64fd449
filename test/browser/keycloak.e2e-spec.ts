import { readFile } from 'node:fs/promises';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loose } from '../e2e/support/person.js';
import { System } from '../e2e/support/system.js';
import { freePort } from '../support/free-port.js';
import { root } from '../support/program.js';
import { findChromium, TestBrowser } from './support/chromium.js';
import { Keycloak, keycloakHome } from './support/keycloak.js';

const accessTokenLifespanSeconds = 10;
const home = keycloakHome();
const chromium = home === undefined ? undefined : findChromium();
const isHere = home !== undefined && chromium !== undefined;
if (!isHere) {
  process.stderr.write(
    'SKIPPED: signing in with Keycloak: no KEYCLOAK_HOME (tools/keycloak/install.sh), or no chromium\n',
  );
  test.skip('people from Keycloak', () => undefined);
}

(isHere ? describe : describe.skip)('people from Keycloak, in Chromium', () => {
  let keycloak: Keycloak;
  let system: System;
  let browser: TestBrowser;
  const opened: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    keycloak = await Keycloak.start(home ?? '', { consoleUrl: url, accessTokenLifespanSeconds });
    opened.unshift(() => keycloak.stop());
    system = await System.start({ PORT: String(port), OIDC_ISSUER: keycloak.issuer });
    opened.unshift(() => system.remove());
    browser = new TestBrowser(chromium ?? '', () => Promise.resolve(url));
    opened.unshift(() => browser.close());
  });
  afterAll(async () => {
    for (const close of opened) await close();
  });

  const isOfApi = (request: Request): boolean =>
    request.url().startsWith(`${system.url}/api/v1/`) && request.headers()['authorization'] !== undefined;
  const submit = async (page: Page, username: string): Promise<void> => {
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(username);
    await page.locator('#kc-login').click();
  };
  /** Resolves with the token that the page shows the API. */
  const signIn = async (page: Page, username: string): Promise<string> => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#username').waitFor();
    const asked = page.waitForRequest(isOfApi);
    await submit(page, username);
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    return (await asked).headers()['authorization'] ?? '';
  };
  const ask = async (token: string, path: string, method = 'GET'): Promise<{ status: number; body: Loose }> => {
    const answer = await fetch(`${system.url}/api/v1${path}`, {
      method,
      headers: { Authorization: token, 'Idempotency-Key': path },
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Loose) };
  };

  test('sign in with a proof key, have their name and their roles, and sign out there as well', async () => {
    const page = await browser.page(undefined);
    const authorization = page.waitForRequest(/openid-connect\/auth\?/);
    const token = await signIn(page, 'ada');
    expect(new URL((await authorization).url()).searchParams.get('code_challenge_method')).toBe('S256');
    expect((await ask(token, '/me')).body).toMatchObject({ displayName: 'Ada Lovelace', roles: ['admin'] });

    await page.getByText('Ada Lovelace').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${system.url}/**`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#username').waitFor();
  });

  test('are who they were to a Keycloak that begins anew, as that of docker-compose.yml does without its container', async () => {
    const token = await signIn(await browser.page(undefined), 'grace');
    const { users } = JSON.parse(await readFile(`${root}deploy/keycloak/renku-realm.json`, 'utf8')) as {
      users: { username: string; id?: string }[];
    };
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
    expect(sub).toBe(users.find(({ username }) => username === 'grace')?.id);
  });

  test('are refused a sign-in without a proof key', async () => {
    const url = new URL(`${keycloak.issuer}/protocol/openid-connect/auth`);
    const parameters = { response_type: 'code', client_id: 'renku-sessions-console', redirect_uri: `${system.url}/` };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const answer = await fetch(url, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('error=invalid_request');
  });

  test('have their sign-in renewed before it ends, and go on', async () => {
    const page = await browser.page(undefined);
    const first = await signIn(page, 'audrey');
    expect((await ask(first, '/me')).body).toMatchObject({ roles: ['auditor'] });
    const renewal = await page.waitForResponse(
      (answer) => answer.request().postData()?.includes('grant_type=refresh_token') === true,
      { timeout: accessTokenLifespanSeconds * 1000 },
    );
    expect(renewal.status()).toBe(200);
    const asked = page.waitForRequest((request) => isOfApi(request) && request.headers()['authorization'] !== first);
    await page.reload();
    await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
    expect((await ask((await asked).headers()['authorization'] ?? '', '/me')).status).toBe(200);
  });

  test('whose account is deleted there are signed out, and told so', async () => {
    const page = await browser.page(undefined);
    await signIn(page, 'audrey');
    await keycloak.deleteUser('audrey');
    await page.getByText('Your sign-in has ended. Sign in again to go on.').waitFor();
  });

  test('who have themselves erased here are refused at once, and somebody new when they come again', async () => {
    const page = await browser.page(undefined);
    const token = await signIn(page, 'grace');
    const { body } = await ask(token, '/me');
    expect((await ask(token, '/me', 'DELETE')).status).toBeLessThan(300);
    expect((await ask(token, '/me')).status).toBe(401);
    const again = await browser.page(undefined);
    const { body: anew } = await ask(await signIn(again, 'grace'), '/me');
    expect(anew['userId']).not.toBe(body['userId']);
    expect(anew).toMatchObject({ displayName: 'Grace Hopper', roles: [] });
  });

  test('meet no complaint of the Content-Security-Policy', () => {
    expect(browser.complaints).toEqual([]);
  });
});
