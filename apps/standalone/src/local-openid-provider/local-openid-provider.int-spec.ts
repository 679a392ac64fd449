import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TokenVerifier, type TokenVerifierOptions } from '#libs/access';
import { until } from '#libs/event-sourcing/testing';
import type { Browser } from './browser.fixture.js';
import { demoUserGrantType, tokenClientId } from './demo-user-grant.js';
import { loadIdentitySecrets } from './identity-secrets.js';
import { createLocalOpenIdProvider } from './local-openid-provider.js';
import { audience, MountedProvider } from './mounted-provider.fixture.js';
import { consoleClientId } from './provider-configuration.js';

type Tokens = Record<'access_token' | 'refresh_token' | 'id_token', string>;

describe('the local OpenID provider', () => {
  let dataDir: string;
  let provider: MountedProvider;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'local-openid-provider-'));
    provider = await MountedProvider.start(dataDir);
  });
  afterEach(async () => {
    await provider.close();
    await rm(dataDir, { recursive: true });
  });

  const verify = (token: string, options: Partial<TokenVerifierOptions> = {}) =>
    new TokenVerifier({ issuer: provider.issuer, audience, ...options }).verify(token);
  const refusal = (reason: string): unknown => expect.objectContaining({ name: 'InvalidTokenError', reason });

  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${provider.issuer}/token`, { method: 'POST', headers, body: new URLSearchParams(fields) });

  const askAs = (username: string, secret: string) =>
    post(
      { grant_type: demoUserGrantType, username },
      { authorization: `Basic ${Buffer.from(`${tokenClientId}:${secret}`).toString('base64')}` },
    );

  const tokenOf = async (username: string): Promise<string> => {
    const answer = await askAs(username, (await loadIdentitySecrets(dataDir)).tokenClientSecret);
    return ((await answer.json()) as Tokens).access_token;
  };

  const authorization = (codeVerifier: string, parameters: Record<string, string> = {}) =>
    provider.authorization(codeVerifier, parameters);

  const atConsole = (url: string) => url.startsWith(`${provider.consoleUrl}?`);

  const signIn = async (browser: Browser, username: string, parameters = {}) => {
    const codeVerifier = randomBytes(32).toString('base64url');
    const { url } = await browser.navigate(authorization(codeVerifier, parameters), atConsole);
    const end = atConsole(url) ? { url } : await browser.submit(url, atConsole, { username });
    return { codeVerifier, answer: new URL(end.url).searchParams };
  };

  const redeem = (code: string, codeVerifier: string, headers = {}) =>
    post(
      {
        grant_type: 'authorization_code',
        client_id: consoleClientId,
        redirect_uri: provider.consoleUrl,
        code,
        code_verifier: codeVerifier,
      },
      headers,
    );

  const tokensOf = async (browser: Browser, username: string): Promise<Tokens> => {
    const { codeVerifier, answer } = await signIn(browser, username);
    return (await (await redeem(answer.get('code')!, codeVerifier)).json()) as Tokens;
  };

  const renew = (refreshToken: string) =>
    post({ grant_type: 'refresh_token', client_id: consoleClientId, refresh_token: refreshToken });

  test('serves several at a time, and leaves nothing that slows down the process it is in', async () => {
    const { default: requestContext } = await import('oidc-provider/lib/helpers/als.js');
    const names = ['ada', 'grace', 'linus', 'ada', 'grace', 'linus'];
    const subjects = (await Promise.all(names.map(tokenOf))).map((token) => decodeJwt(token).sub);
    expect(new Set(subjects).size).toBe(3);
    // `enabled`: whether Node 20 and 22 track promises for it; later ones need not
    await until('nothing is tracked', () => Reflect.get(requestContext, 'enabled') !== true);
  });

  test('says where everything is, below the path it is mounted at', async () => {
    const answer = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/auth`,
      token_endpoint: `${provider.issuer}/token`,
      jwks_uri: `${provider.issuer}/jwks`,
      end_session_endpoint: `${provider.issuer}/session/end`,
      code_challenge_methods_supported: ['S256'],
    });
    expect(await (await fetch(provider.consoleUrl)).text()).toBe('console');
  });

  test.each([
    ['ada', 'Ada', ['admin']],
    ['grace', 'Grace', []],
    ['linus', 'Linus', []],
    ['audrey', 'Audrey', ['auditor']],
  ])('signs %s in as a browser does', async (username, displayName, roles) => {
    const browser = await provider.browser();
    const codeVerifier = randomBytes(32).toString('base64url');
    const { url, page } = await browser.navigate(authorization(codeVerifier), atConsole);
    expect(page?.status).toBe(200);
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page?.text()).toContain(`value="${username}"`);

    const end = await browser.submit(url, atConsole, { username });
    const answer = new URL(end.url).searchParams;
    expect(answer.get('state')).toBe('a-state');
    expect(answer.get('iss')).toBe(provider.issuer);

    const tokens = (await (await redeem(answer.get('code')!, codeVerifier)).json()) as Tokens;
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, refresh_token: expect.any(String) });
    expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: username, name: displayName, aud: consoleClientId });
    const verified = await verify(tokens.access_token);
    expect(verified).toMatchObject({ subject: username, handle: username, displayName, roles: new Set(roles) });
    expect(verified.email).toBe(`${username}@example.org`);
  });

  test('signs a browser in again without asking, unless it is asked to ask', async () => {
    const browser = await provider.browser();
    await signIn(browser, 'grace');
    const silent = await browser.navigate(authorization(randomBytes(32).toString('base64url')), atConsole);
    expect(new URL(silent.url).searchParams.has('code')).toBe(true);
    const { codeVerifier, answer } = await signIn(browser, 'linus', { prompt: 'login' });
    const tokens = (await (await redeem(answer.get('code')!, codeVerifier)).json()) as Tokens;
    expect((await verify(tokens.access_token)).subject).toBe('linus');
  });

  test('tells the console that signing in was cancelled', async () => {
    const browser = await provider.browser();
    const { url } = await browser.navigate(authorization('v'.repeat(43)), atConsole);
    const end = await browser.submit(url, atConsole, { cancel: 'yes' });
    expect(new URL(end.url).searchParams.get('error')).toBe('access_denied');
  });

  test('redeems a code once, and only for who began', async () => {
    const { codeVerifier, answer } = await signIn(await provider.browser(), 'ada');
    expect((await redeem(answer.get('code')!, randomBytes(32).toString('base64url'))).status).toBe(400);
    const again = await signIn(await provider.browser(), 'ada');
    expect((await redeem(again.answer.get('code')!, again.codeVerifier)).status).toBe(200);
    expect((await redeem(again.answer.get('code')!, again.codeVerifier)).status).toBe(400);
    expect(codeVerifier).not.toBe(again.codeVerifier);
  });

  test('signs out', async () => {
    const browser = await provider.browser();
    const { id_token: hint } = await tokensOf(browser, 'ada');
    const target = { id_token_hint: hint, post_logout_redirect_uri: provider.consoleUrl };
    const signOut = `${provider.issuer}/session/end?${new URLSearchParams(target).toString()}`;
    const page = await (await browser.request(signOut)).text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const atHome = (url: string) => url.startsWith(provider.consoleUrl) && !url.startsWith(provider.issuer);
    expect(await browser.submit(action, atHome, { xsrf, logout: 'yes' })).toEqual({ url: provider.consoleUrl });
    const { page: question } = await browser.navigate(authorization('v'.repeat(43)), atConsole);
    expect(await question?.text()).toContain('Choose a demo user');
  });

  test.each<[string, Record<string, string>]>([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['for another API', { resource: 'urn:another' }],
  ])('returns to the console with an error when asked %s', async (_, parameters) => {
    const { url } = await (await provider.browser()).navigate(authorization('v'.repeat(43), parameters), atConsole);
    expect(new URL(url).searchParams.get('error')).toMatch(/invalid_(request|target)/);
  });

  test('signs in for every console of this machine, where it is not mounted beside one', async () => {
    await provider.restart({ consoles: { redirectUris: ['http://127.0.0.1/', 'http://localhost/'], onAnyPort: true } });
    for (const home of ['http://127.0.0.1:3100/', 'http://localhost:3200/']) {
      const codeVerifier = randomBytes(32).toString('base64url');
      const isHome = (url: string) => url.startsWith(`${home}?`);
      const browser = await provider.browser();
      const { url } = await browser.navigate(authorization(codeVerifier, { redirect_uri: home }), isHome);
      const end = await browser.submit(url, isHome, { username: 'grace' });
      const code = new URL(end.url).searchParams.get('code') ?? '';
      const { origin } = new URL(home);
      const client = { grant_type: 'authorization_code', client_id: consoleClientId, redirect_uri: home };
      const answer = await post({ ...client, code, code_verifier: codeVerifier }, { origin });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(await verify(((await answer.json()) as Tokens).access_token)).toMatchObject({ subject: 'grace' });
    }
    const elsewhere = authorization('v'.repeat(43), { redirect_uri: 'http://127.0.0.1.example.org:3100/' });
    expect((await (await provider.browser()).navigate(elsewhere, atConsole)).page?.status).toBe(400);
  });

  test('sends nobody to an address that is not the console', async () => {
    const strange = authorization('v'.repeat(43), { redirect_uri: 'https://evil.example.org/' });
    const { page } = await (await provider.browser()).navigate(strange, atConsole);
    expect(page?.status).toBe(400);
    expect(await page?.text()).toContain('redirect_uri');
  });

  test('renews with a refresh token that changes each time', async () => {
    const first = await tokensOf(await provider.browser(), 'grace');
    const second = (await (await renew(first.refresh_token)).json()) as Tokens;
    expect((await verify(second.access_token)).subject).toBe('grace');
    expect(second.refresh_token).not.toBe(first.refresh_token);
  });

  test('takes a refresh token again for 10 s, for a page that lost the answer, and ends the sign-in where it is used later', async () => {
    const first = await tokensOf(await provider.browser(), 'grace');
    await renew(first.refresh_token);
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now');
    try {
      clock.mockReturnValue(now + 8000);
      const second = (await (await renew(first.refresh_token)).json()) as Tokens;
      expect((await verify(second.access_token)).subject).toBe('grace');
      clock.mockReturnValue(now + 12_000);
      expect((await renew(first.refresh_token)).status).toBe(400);
      expect((await renew(second.refresh_token)).status).toBe(400);
    } finally {
      clock.mockRestore();
    }
  });

  test('keeps tokens, refresh tokens and browsers valid across a restart', async () => {
    const browser = await provider.browser();
    const tokens = await tokensOf(browser, 'linus');
    await provider.restart();
    expect((await verify(tokens.access_token)).subject).toBe('linus');
    expect((await renew(tokens.refresh_token)).status).toBe(200);
    const silent = await browser.navigate(authorization('v'.repeat(43)), atConsole);
    expect(new URL(silent.url).searchParams.has('code')).toBe(true);
    expect(provider.logged).toEqual([]);
  });

  test('issues tokens that expire', async () => {
    await provider.restart({ accessTokenLifetime: 60 });
    const token = await tokenOf('ada');
    const later = new Date(Date.now() + 70_000);
    expect((await verify(token)).subject).toBe('ada');
    await expect(verify(token, { now: () => later })).rejects.toEqual(refusal('expired'));
  });

  test('its tokens cannot be forged', async () => {
    const token = await tokenOf('grace');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const raised = { ...decodeJwt(token), roles: ['admin'] };
    const changed = Buffer.from(JSON.stringify(raised)).toString('base64url');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
    const forger = (await generateKeyPair('ES256')).privateKey;
    const forged = await new SignJWT(raised).setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' }).sign(forger);
    await expect(verify([header, changed, signature].join('.'))).rejects.toEqual(refusal('forged'));
    await expect(verify(forged)).rejects.toEqual(refusal('forged'));
    await expect(verify(new UnsecuredJWT(raised).encode())).rejects.toEqual(refusal('forged'));
    await expect(verify([header, payload, ''].join('.'))).rejects.toEqual(refusal('forged'));
  });

  test('its tokens are for one API and from one issuer', async () => {
    const token = await tokenOf('ada');
    await expect(verify(token, { audience: 'urn:another' })).rejects.toEqual(refusal('wrong-audience'));
    const keys = `${provider.issuer}/jwks`;
    const elsewhere = { issuer: 'http://127.0.0.1:1/oidc', jwksUri: keys };
    await expect(verify(token, elsewhere)).rejects.toEqual(refusal('wrong-issuer'));
    const { id_token: idToken } = await tokensOf(await provider.browser(), 'ada');
    await expect(verify(idToken)).rejects.toEqual(refusal('wrong-audience'));
  });

  test('names a demo user to nobody who does not know the secret', async () => {
    expect((await askAs('ada', 'x'.repeat(43))).status).toBe(401);
    const asConsole = await post({ grant_type: demoUserGrantType, client_id: consoleClientId, username: 'ada' });
    expect(asConsole.status).toBe(400);
    const unnamed = await post({ grant_type: demoUserGrantType, client_id: tokenClientId, username: 'ada' });
    expect(unnamed.status).toBeGreaterThanOrEqual(400);
    const { tokenClientSecret } = await loadIdentitySecrets(dataDir);
    const unknown = await askAs('mallory', tokenClientSecret);
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ error_description: expect.stringContaining('ada, grace') });
  });

  test('lets the console in from its own addresses alone', async () => {
    const from = async (origin: string) => {
      const { codeVerifier, answer } = await signIn(await provider.browser(), 'ada');
      return await redeem(answer.get('code')!, codeVerifier, { origin });
    };
    const console = `http://localhost:${provider.port}`;
    expect((await from(console)).headers.get('access-control-allow-origin')).toBe(console);
    expect((await from('http://session.localhost')).status).toBe(400);
    const keys = await fetch(`${provider.issuer}/jwks`, { headers: { origin: console } });
    expect(keys.headers.get('access-control-allow-origin')).toBe(console);
  });

  test('takes the sign-in form from its own page and browser alone', async () => {
    const browser = await provider.browser();
    const { url } = await browser.navigate(authorization('v'.repeat(43)), atConsole);
    const elsewhere = await browser.submit(url, atConsole, { username: 'ada' }, 'http://session.localhost');
    expect(elsewhere.page?.status).toBe(403);
    const otherBrowser = await (await provider.browser()).submit(url, atConsole, { username: 'ada' });
    expect(otherBrowser.page?.status).toBe(400);
    const nobody = await browser.submit(url, atConsole, { username: 'mallory' });
    expect(nobody.page?.status).toBe(400);
    const endless = await browser.submit(url, atConsole, { username: 'x'.repeat(5000) });
    expect(endless.page?.status).toBe(413);
  });

  test('answers to no other name, lest a web site points its own at this machine', async () => {
    const statusAs = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const question = request(`${provider.issuer}/jwks`, { headers: { host }, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        question.on('error', reject).end();
      });
    expect(await statusAs(`127.0.0.1:${provider.port}`)).toBe(200);
    expect(await statusAs(`localhost:${provider.port}`)).toBe(200);
    expect(await statusAs(`evil.example.org:${provider.port}`)).toBe(421);
    expect(await statusAs('localhost')).toBe(421);
  });

  test('keeps its secrets to the owner of the data directory', async () => {
    await tokensOf(await provider.browser(), 'ada');
    await provider.restart();
    for (const file of ['secrets.json', 'sign-ins.jsonl', 'issuer']) {
      expect((await stat(join(dataDir, 'identity', file))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(join(dataDir, 'identity'))).mode & 0o777).toBe(0o700);
    expect(await readFile(join(dataDir, 'identity', 'issuer'), 'utf8')).toBe(`${provider.issuer}\n`);
  });

  test.each([
    ['not JSON', '{'],
    ['without a key', '{}'],
    ['with a broken key', undefined],
  ])('says what to do about a secrets file that is %s', async (_, content) => {
    const path = join(dataDir, 'identity', 'secrets.json');
    const known = await readFile(path, 'utf8');
    await writeFile(path, content ?? known.replace(/"x": "[^"]+"/, '"x": "AAAA"'));
    await expect(provider.restart()).rejects.toThrow(/secrets\.json cannot be used: .*delete it/);
  });

  test('is not filled by who only begins to sign in', async () => {
    const browser = await provider.browser();
    for (let number = 0; number < 50; number++) {
      const answer = await browser.request(authorization('v'.repeat(43)));
      expect(answer.headers.get('location')).toContain('/interaction/');
      await answer.body?.cancel();
    }
    await provider.end();
    expect((await stat(join(dataDir, 'identity', 'sign-ins.jsonl'))).size).toBe(0);
  });

  test('forgets the sign-ins when their file is broken, and says so', async () => {
    const tokens = await tokensOf(await provider.browser(), 'ada');
    await provider.end();
    await writeFile(join(dataDir, 'identity', 'sign-ins.jsonl'), '{');
    await provider.begin();
    expect((await renew(tokens.refresh_token)).status).toBe(400);
    expect((await verify(tokens.access_token)).subject).toBe('ada');
    expect(provider.logged).toEqual([expect.objectContaining({ msg: 'sign-ins-unreadable' })]);
  });
});

describe('the local OpenID provider elsewhere', () => {
  const start = (host: string, console = 'http://127.0.0.1:3000/') =>
    createLocalOpenIdProvider({
      issuer: 'http://127.0.0.1:3000/oidc',
      host,
      dataDir: '/nonexistent',
      audience,
      consoles: { redirectUris: [console] },
      log: () => undefined,
    });

  test.each(['0.0.0.0', '::', '192.168.1.10', 'sessions.example.org', '127.0.0.1.example.org'])(
    'does not start on %s',
    async (host) => {
      await expect(start(host)).rejects.toThrow(/serves this machine alone/);
      await expect(start('127.0.0.1', `http://${host.includes('::') ? `[${host}]` : host}/`)).rejects.toThrow(/alone/);
    },
  );

  test('does not start in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(start('127.0.0.1')).rejects.toThrow(/does not start with NODE_ENV=production/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});
