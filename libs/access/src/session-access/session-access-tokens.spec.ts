import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTicketIssuer } from './create-ticket-issuer.js';
import { SessionAccessTokens } from './session-access-tokens.js';

const secret = 'a secret that is long enough to be one';
const now = new Date('2026-11-24T12:00:00.700Z');
const launchId = '6f1f9ee2-0f4c-5b0e-9d0c-0c7a3f6c2b11';
const subject = 'b6a2c1de-3a43-4b5c-8b1f-1f1e7a7c9f01';
const later = (seconds: number) => () => new Date(now.getTime() + seconds * 1000);
const tokensAt = (clock: () => Date, of = secret): SessionAccessTokens =>
  new SessionAccessTokens({ secret: of, clock });
const tokens = tokensAt(() => now);

describe('a session access token', () => {
  test('says whom it lets in, and until when', async () => {
    const { token, expiresAt } = await tokens.issue('cookie', { launchId, subject }, 60);
    expect(expiresAt).toEqual(new Date('2026-11-24T12:01:00Z'));
    expect(await tokens.verify('cookie', token, launchId)).toEqual({
      launchId,
      subject,
      tokenId: expect.any(String),
      expiresAt,
    });
  });

  test.each(['personal-token', 'browser'] as const)('says with which %s it was asked for', async (kind) => {
    const credential = { kind, id: 'one' };
    const { token } = await tokens.issue('cookie', { launchId, subject, credential }, 60);
    expect(await tokens.verify('cookie', token, launchId)).toMatchObject({ credential });
  });

  test('is good until it expires', async () => {
    const { token } = await tokens.issue('ticket', { launchId, subject }, 30);
    expect(await tokensAt(later(29)).verify('ticket', token, launchId)).toBeDefined();
    expect(await tokensAt(later(30)).verify('ticket', token, launchId)).toBeUndefined();
  });

  test('is good for its purpose, launch and installation alone', async () => {
    const { token } = await tokens.issue('ticket', { launchId, subject }, 30);
    expect(await tokens.verify('cookie', token, launchId)).toBeUndefined();
    expect(await tokens.verify('probe', token, launchId)).toBeUndefined();
    expect(await tokens.verify('ticket', token, subject)).toBeUndefined();
    expect(await tokensAt(() => now, `${secret}!`).verify('ticket', token, launchId)).toBeUndefined();
  });

  test('of another secret is told from one that is too old, or no token', async () => {
    const other = tokensAt(() => now, `${secret}!`);
    const { token } = await other.issue('ticket', { launchId, subject }, 30);
    const own = await tokens.issue('ticket', { launchId, subject }, 30);
    expect(await tokens.isOfAnotherSecret('ticket', token, launchId)).toBe(true);
    expect(await tokens.isOfAnotherSecret('ticket', token, subject)).toBe(false);
    expect(await tokensAt(later(30)).isOfAnotherSecret('ticket', token, launchId)).toBe(false);
    const [head, , signature] = token.split('.');
    for (const none of [own.token, `${head}.bm8.${signature}`, 'a.b.c', ''])
      expect(await tokens.isOfAnotherSecret('ticket', none, launchId)).toBe(false);
    expect(await tokensAt(later(30)).isOfAnotherSecret('ticket', own.token, launchId)).toBe(false);
  });

  test('cannot be forged', async () => {
    const claims = { aud: launchId, sub: subject, jti: '1', exp: now.getTime() / 1000 + 60 };
    const withTheBareSecret = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret));
    for (const token of [await withTheBareSecret, new UnsecuredJWT(claims).encode(), 'a.b.c', '']) {
      expect(await tokens.verify('cookie', token, launchId)).toBeUndefined();
    }
  });

  test('needs a secret of some length', () => {
    expect(() => new SessionAccessTokens({ secret: 'short' })).toThrow('at least 32');
  });
});

test('a ticket is an address on the session’s own host, for 30 seconds', async () => {
  const tickets = createTicketIssuer({ secret, publicUrlOf: (id) => `http://${id}.localhost:3001`, clock: () => now });
  const { url, expiresAt } = await tickets.ticket({ launchId, userId: subject });
  const { origin, pathname, searchParams } = new URL(url);
  expect([origin, pathname]).toEqual([`http://${launchId}.localhost:3001`, '/.renku-sessions/enter']);
  expect(expiresAt).toBe('2026-11-24T12:00:30.000Z');
  expect(await tokens.verify('ticket', searchParams.get('ticket') ?? '', launchId)).toMatchObject({ subject });
});
