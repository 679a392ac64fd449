import { beforeEach, describe, expect, test } from 'vitest';
import { Authenticator, type AuthenticatorOptions } from './authenticator.js';
import { InvalidTokenError } from './invalid-token-error.js';
import type { VerifiedToken } from './token-verifier.js';
import type { Identity } from './user-directory.js';

describe('the authenticator', () => {
  let now: number;
  let verified: string[];
  let signedIn: Identity[];
  let erased: boolean;

  beforeEach(() => {
    now = Date.parse('2026-01-01T12:00:00Z');
    verified = [];
    signedIn = [];
    erased = false;
  });

  /** Tokens are the subject's name; `bad` is a bad one. All end at 13:00. */
  const verify = (token: string): Promise<VerifiedToken> => {
    verified.push(token);
    if (token === 'bad') return Promise.reject(new InvalidTokenError('forged'));
    return Promise.resolve({
      ...{ issuer: 'https://id.example.org', subject: token, handle: token, displayName: token, email: undefined },
      roles: new Set(['admin'] as const),
      issuedAt: new Date('2026-01-01T12:00:00Z'),
      expiresAt: new Date('2026-01-01T13:00:00Z'),
    });
  };
  const signIn = (identity: Identity) => {
    signedIn.push(identity);
    if (erased) return Promise.reject(new InvalidTokenError('erased'));
    return Promise.resolve({ userId: `id-of-${identity.subject}`, displayName: identity.displayName ?? '' });
  };
  const authenticator = (options: Partial<AuthenticatorOptions> = {}) =>
    new Authenticator({ verifier: { verify }, directory: { signIn }, now: () => new Date(now), ...options });

  test('makes a principal of a token', async () => {
    expect(await authenticator().authenticate('ada')).toEqual({
      userId: 'id-of-ada',
      displayName: 'ada',
      roles: new Set(['admin']),
      expiresAt: new Date('2026-01-01T13:00:00Z'),
    });
    expect(signedIn[0]).toMatchObject({ issuer: 'https://id.example.org', subject: 'ada', handle: 'ada' });
    expect(signedIn[0]).not.toHaveProperty('roles');
  });

  test('keeps people under the realm, whatever the issuer’s address', async () => {
    await authenticator({ realm: 'local' }).authenticate('ada');
    expect(signedIn[0]).toMatchObject({ issuer: 'local' });
  });

  test('looks at a token once, and once for many callers at the same time', async () => {
    const one = authenticator();
    await Promise.all(Array.from({ length: 10 }, () => one.authenticate('ada')));
    await one.authenticate('ada');
    expect(verified).toEqual(['ada']);
    expect(signedIn).toHaveLength(1);
  });

  test('looks again after a while, and when the token has ended', async () => {
    const one = authenticator({ recheckAfter: 60_000 });
    await one.authenticate('ada');
    now += 60_000;
    await one.authenticate('ada');
    expect(verified).toHaveLength(2);

    const lax = authenticator({ recheckAfter: 86_400_000 });
    await lax.authenticate('ada');
    now = Date.parse('2026-01-01T13:00:00Z');
    await lax.authenticate('ada');
    expect(verified).toHaveLength(4);
  });

  test('does not remember refusals', async () => {
    const one = authenticator();
    await expect(one.authenticate('bad')).rejects.toMatchObject({ reason: 'forged' });
    await expect(one.authenticate('bad')).rejects.toMatchObject({ reason: 'forged' });
    expect(verified).toHaveLength(2);
  });

  test('remembers no more than its capacity, the least recently used goes first', async () => {
    const small = authenticator({ capacity: 2 });
    for (const token of ['ada', 'grace', 'ada', 'linus', 'ada']) await small.authenticate(token);
    expect(verified).toEqual(['ada', 'grace', 'linus']);
    await small.authenticate('grace');
    expect(verified).toEqual(['ada', 'grace', 'linus', 'grace']);
  });

  test('refuses a person who was forgotten at once, though the directory still knows them', async () => {
    const one = authenticator();
    await one.authenticate('ada');
    await one.authenticate('grace');
    one.forget('id-of-ada');
    await expect(one.authenticate('ada')).rejects.toMatchObject({ reason: 'erased' });
    expect((await one.authenticate('grace')).userId).toBe('id-of-grace');
  });

  test('a sign-in that began before an erasure comes too late', async () => {
    const one = authenticator();
    const begun = one.authenticate('ada');
    one.forget('id-of-ada');
    await expect(begun).rejects.toMatchObject({ reason: 'erased' });
    await expect(one.authenticate('ada')).rejects.toMatchObject({ reason: 'erased' });
  });

  describe('of tokens that people made for programs', () => {
    let known: boolean;
    let seen: [string, ReadonlySet<string>][];
    const personalTokens = {
      authenticate: (secret: string) =>
        known
          ? Promise.resolve({
              ...{
                userId: 'id-of-ada',
                displayName: secret,
                roles: new Set<never>(),
                personalTokenId: 'one',
              },
              expiresAt: new Date('2026-06-01T12:00:00Z'),
            })
          : Promise.reject(new InvalidTokenError('unknown')),
      sawRoles: (userId: string, roles: ReadonlySet<string>) => Promise.resolve(void seen.push([userId, roles])),
    };
    beforeEach(() => {
      known = true;
      seen = [];
    });

    test('asks each time, so that a revoked one is refused at once, and never the identity provider', async () => {
      const one = authenticator({ personalTokens });
      expect(await one.authenticate('renku_pat_1')).toMatchObject({ userId: 'id-of-ada', personalTokenId: 'one' });
      known = false;
      await expect(one.authenticate('renku_pat_1')).rejects.toMatchObject({ reason: 'unknown' });
      expect(verified).toEqual([]);
    });

    test('refuses those of a person who was erased, whatever is still kept of them', async () => {
      const one = authenticator({ personalTokens });
      one.forget('id-of-ada');
      await expect(one.authenticate('renku_pat_1')).rejects.toMatchObject({ reason: 'erased' });
    });

    test('tells of the roles that a person has when they sign in', async () => {
      await authenticator({ personalTokens }).authenticate('ada');
      expect(seen).toEqual([['id-of-ada', new Set(['admin'])]]);
    });
  });
});
