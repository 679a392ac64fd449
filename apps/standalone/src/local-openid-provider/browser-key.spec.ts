import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { BrowserKey } from './browser-key.js';

const key = new BrowserKey({ cookieKey: 'k'.repeat(32) } as ConstructorParameters<typeof BrowserKey>[0], '/oidc');
const [cookie = ''] = key.cookie.split(';');
const isShown = (header: string | undefined): boolean =>
  key.isShownBy({ headers: { cookie: header } } as IncomingMessage);

test.each<[string, string | undefined, boolean]>([
  ['no header', undefined, false],
  ['other cookies', 'a=1; renku_sessions_browser2=x', false],
  ['a made-up one', 'renku_sessions_browser=x', false],
  ['an empty one', 'renku_sessions_browser=', false],
  ['the right one among others', `a=1; ${cookie}; b=2`, true],
  ['the right one behind a twin that a page at another port has planted', `renku_sessions_browser=x; ${cookie}`, true],
])('the key is shown by %s: %p', (_, header, shown) => {
  expect(isShown(header)).toBe(shown);
});
