import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Browser } from './browser.fixture.js';
import { MountedProvider } from './mounted-provider.fixture.js';

let dataDir: string;
let provider: MountedProvider;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'browser-key-'));
  provider = await MountedProvider.start(dataDir);
});
afterEach(async () => {
  await provider.close();
  await rm(dataDir, { recursive: true });
});

const atConsole = (url: string) => url.startsWith(`${provider.consoleUrl}?`);
const beginSignIn = (browser: Browser) => browser.navigate(provider.authorization('v'.repeat(43)), atConsole);

describe('a browser that never opened the printed address', () => {
  test('signs nobody in, and is told where that address is', async () => {
    const stranger = new Browser();
    const { url, page } = await beginSignIn(stranger);
    const html = await page?.text();
    expect([page?.status, html]).toEqual([403, expect.stringContaining('npm start')]);
    expect(html).not.toContain('value="ada"');
    const forced = await stranger.submit(url, atConsole, { username: 'ada' });
    expect([forced.page?.status, atConsole(forced.url)]).toEqual([403, false]);
  });

  test('does not sign in with a made-up cookie', async () => {
    const stranger = new Browser();
    stranger.remember('127.0.0.1', `renku_sessions_browser=${'x'.repeat(43)}; path=/oidc/`);
    expect((await beginSignIn(stranger)).page?.status).toBe(403);
  });

  test.each(['/auth', '/session/end'])(
    'makes nobody who has opened it begin anew, however often it asks for %s',
    async (path) => {
      const browser = await provider.browser();
      const authorization = (prompt: string) => provider.authorization('v'.repeat(43), { prompt });
      const signIn = async (url: string) => (await browser.submit(url, atConsole, { username: 'ada' })).url;
      expect(await signIn((await beginSignIn(browser)).url)).toContain('code=');
      const { url: begun } = await browser.navigate(authorization('login'), atConsole);

      const asked = path === '/auth' ? authorization('login') : provider.issuer + path;
      for (let times = 0; times < 1001; times++) await (await new Browser().request(asked)).text();

      expect((await browser.navigate(authorization('none'), atConsole)).url).toContain('code=');
      expect(await signIn(begun)).toContain('code=');
    },
  );

  test.each(['/.well-known/openid-configuration', '/jwks'])('reads what is public: %s', async (path) => {
    expect((await new Browser().request(provider.issuer + path)).status).toBe(200);
  });

  test.each(['', '?key=', '?key=made-up', `?key=${'x'.repeat(43)}`])('gets no key for “%s”', async (query) => {
    const answer = await new Browser().request(`${provider.issuer}/open${query}`);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });
});

describe('a browser that has opened it', () => {
  test('is led to the console, with a cookie for the provider alone', async () => {
    const answer = await new Browser().request(provider.openUrl);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, provider.consoleUrl]);
    expect(answer.headers.get('set-cookie')).toMatch(/; path=\/oidc\/; httponly; samesite=lax; max-age=\d+$/);
    expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ]);
  });

  test('may sign in, after restarts too', async () => {
    const browser = await provider.browser();
    const { openUrl } = provider;
    await provider.restart();
    expect(provider.openUrl).toBe(openUrl);
    const { url, page } = await beginSignIn(browser);
    expect(page?.status).toBe(200);
    expect(atConsole((await browser.submit(url, atConsole, { username: 'ada' })).url)).toBe(true);
  });

  test('is told to open its console where there may be several', async () => {
    await provider.restart({ consoles: { redirectUris: ['http://127.0.0.1/', 'http://localhost/'], onAnyPort: true } });
    const answer = await new Browser().request(provider.openUrl);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Open your console')]);
  });
});
