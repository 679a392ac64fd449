import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TokenVerifier, type TokenVerifierOptions } from './token-verifier.js';

const audience = 'https://sessions.example.org';
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

/** An issuer on a real port: discovery and keys as set by the test, and how often each was asked for. */
const startIssuer = async () => {
  const asked: string[] = [];
  const answers = new Map<string, () => unknown>();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.get(request.url ?? '');
    response.statusCode = answer === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json');
    const body = answer?.() ?? {};
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answers.set('/.well-known/openid-configuration', () => ({ issuer, jwks_uri: `${issuer}/keys` }));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  return { issuer, asked, answers, close };
};

const publicJwk = async (pair: Pair, kid: string): Promise<JWK> => ({ ...(await exportJWK(pair.publicKey)), kid });

describe('the token verifier', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let pair: Pair;

  beforeEach(async () => {
    issuer = await startIssuer();
    pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await publicJwk(pair, 'first');
    issuer.answers.set('/keys', () => ({ keys: [jwk] }));
  });
  afterEach(() => issuer.close());

  const verifier = (options: Partial<TokenVerifierOptions> = {}) =>
    new TokenVerifier({ issuer: issuer.issuer, audience, ...options });

  const sign = async (claims: JWTPayload = {}, header: { kid?: string; typ?: string } = {}, key = pair.privateKey) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: issuer.issuer, aud: audience, sub: 'ada', iat: now, exp: now + 60, ...claims };
    return await new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'first', ...header }).sign(key);
  };

  const refusal = (reason: string): unknown => expect.objectContaining({ name: 'InvalidTokenError', reason });
  const unavailable = expect.objectContaining({ name: 'IdentityProviderUnavailableError' });

  test('tells who the bearer is', async () => {
    const token = await sign({
      preferred_username: 'ada',
      name: 'Ada',
      email: 'ada@example.org',
      email_verified: true,
      realm_access: { roles: ['admin', 'offline_access'] },
    });
    const verified = await verifier({ rolesClaim: 'realm_access.roles' }).verify(token);
    expect(verified).toMatchObject({
      issuer: issuer.issuer,
      subject: 'ada',
      handle: 'ada',
      displayName: 'Ada',
      email: 'ada@example.org',
      roles: new Set(['admin']),
    });
    expect(verified.expiresAt.getTime() - (verified.issuedAt?.getTime() ?? 0)).toBe(60_000);
  });

  test.each([undefined, 'true'])('does not believe an address that is verified: %s', async (verified) => {
    const token = await sign({ email: 'grace@example.org', email_verified: verified });
    expect((await verifier().verify(token)).email).toBeUndefined();
  });

  test('tells that an address is not verified, which is another than none that is mentioned', async () => {
    const token = await sign({ email: 'grace@example.org', email_verified: false });
    expect((await verifier().verify(token)).email).toBeNull();
    expect((await verifier().verify(await sign({}))).email).toBeUndefined();
  });

  test.each([undefined, 'JWT', 'at+jwt', 'application/at+jwt'])('accepts the type %s', async (typ) => {
    expect((await verifier().verify(await sign({}, typ === undefined ? {} : { typ }))).subject).toBe('ada');
  });

  test.each(['logout+jwt', 'dpop+jwt', 'id'])('refuses the type %s', async (typ) => {
    await expect(verifier().verify(await sign({}, { typ }))).rejects.toEqual(refusal('malformed'));
  });

  const past = () => Math.floor(Date.now() / 1000) - 3600;
  test.each<[string, string, () => JWTPayload]>([
    ['expired', 'expired', () => ({ exp: past() })],
    ['not yet valid', 'not-yet-valid', () => ({ nbf: Math.floor(Date.now() / 1000) + 3600 })],
    ['for another service', 'wrong-audience', () => ({ aud: 'another' })],
    ['for nobody', 'wrong-audience', () => ({ aud: [] })],
    ['from another issuer', 'wrong-issuer', () => ({ iss: 'https://evil.example.org' })],
    ['without an end', 'malformed', () => ({ exp: undefined })],
    ['without a subject', 'malformed', () => ({ sub: undefined })],
    ['with an empty subject', 'malformed', () => ({ sub: '' })],
    ['an id token', 'malformed', () => ({ typ: 'ID' })],
  ])('refuses a token that is %s as %s', async (_, reason, claims) => {
    await expect(verifier().verify(await sign(claims()))).rejects.toEqual(refusal(reason));
  });

  test('allows for a clock that differs by seconds', async () => {
    const token = await sign({ exp: Math.floor(Date.now() / 1000) - 3 });
    expect((await verifier().verify(token)).subject).toBe('ada');
    await expect(verifier({ clockTolerance: 0 }).verify(token)).rejects.toEqual(refusal('expired'));
  });

  test('accepts our audience among others', async () => {
    expect((await verifier().verify(await sign({ aud: ['another', audience] }))).subject).toBe('ada');
  });

  test('refuses a token that another key signed under the same name', async () => {
    const forger = await generateKeyPair('ES256');
    await expect(verifier().verify(await sign({}, {}, forger.privateKey))).rejects.toEqual(refusal('forged'));
  });

  test('refuses a changed payload', async () => {
    const [header, , signature] = (await sign()).split('.');
    const payload = Buffer.from(
      JSON.stringify({ iss: issuer.issuer, aud: audience, sub: 'root', exp: Date.now() }),
    ).toString('base64url');
    await expect(verifier().verify([header, payload, signature].join('.'))).rejects.toEqual(refusal('forged'));
  });

  test('refuses a token without a signature', async () => {
    const token = new UnsecuredJWT({ roles: ['admin'] })
      .setIssuer(issuer.issuer)
      .setAudience(audience)
      .setSubject('ada')
      .setExpirationTime('1h')
      .encode();
    await expect(verifier().verify(token)).rejects.toEqual(refusal('forged'));
  });

  test('refuses the public key used as a shared secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(await publicJwk(pair, 'first')));
    const token = await new SignJWT({ iss: issuer.issuer, aud: audience, sub: 'ada' })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setExpirationTime('1h')
      .sign(secret);
    await expect(verifier().verify(token)).rejects.toEqual(refusal('forged'));
    expect(issuer.asked).toEqual([]);
  });

  test.each(['', 'nonsense', 'a.b.c', '..', 'eyJ9.eyJ9.x'])('refuses %j as malformed', async (token) => {
    await expect(verifier().verify(token)).rejects.toEqual(refusal('malformed'));
  });

  test('asks for the keys when the first token comes, and once for many', async () => {
    const lazy = verifier();
    expect(issuer.asked).toEqual([]);
    const token = await sign();
    await Promise.all(Array.from({ length: 20 }, () => lazy.verify(token)));
    await lazy.verify(token);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('fetches the keys again for an unknown one, but not within the cool-down', async () => {
    const second = await generateKeyPair('ES256', { extractable: true });
    const token = await sign({}, { kid: 'second' }, second.privateKey);
    const cool = verifier({ cooldown: 3_600_000 });
    await expect(cool.verify(token)).rejects.toEqual(refusal('forged'));
    await expect(cool.verify(token)).rejects.toEqual(refusal('forged'));
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(1);

    const jwks = [await publicJwk(pair, 'first'), await publicJwk(second, 'second')];
    const warm = verifier({ cooldown: 0 });
    await warm.verify(await sign());
    issuer.answers.set('/keys', () => ({ keys: jwks }));
    expect((await warm.verify(token)).subject).toBe('ada');
  });

  test('takes <issuer>/jwks where there is no discovery document', async () => {
    issuer.answers.delete('/.well-known/openid-configuration');
    const jwk = await publicJwk(pair, 'first');
    issuer.answers.set('/jwks', () => ({ keys: [jwk] }));
    expect((await verifier().verify(await sign())).subject).toBe('ada');
  });

  test('does not find a provider that has neither a discovery document nor keys, as of a misspelt realm', async () => {
    issuer.answers.clear();
    const finding = verifier().findIssuer();
    await expect(finding).rejects.toEqual(unavailable);
    await expect(finding).rejects.toThrow(`/.well-known/openid-configuration: it answered 404`);
  });

  test('takes the keys from where the settings say', async () => {
    expect((await verifier({ jwksUri: `${issuer.issuer}/keys` }).verify(await sign())).subject).toBe('ada');
    expect(issuer.asked).toEqual(['/keys']);
  });

  test.each<[string, string, () => unknown]>([
    ['is not JSON', '/.well-known/openid-configuration', () => '<html>'],
    ['names another issuer', '/.well-known/openid-configuration', () => ({ issuer: 'https://other', jwks_uri: 'x' })],
    ['has no key address', '/.well-known/openid-configuration', () => ({ issuer: issuer.issuer })],
    ['has keys that are no key set', '/keys', () => ({ keys: 'none' })],
    ['has keys that are not JSON', '/keys', () => '<html>'],
  ])('blames the provider, not the token, when its answer %s', async (_, path, answer) => {
    issuer.answers.set(path, answer);
    await expect(verifier().verify(await sign())).rejects.toEqual(unavailable);
  });

  test('blames the provider when it is down, and is well again when it is', async () => {
    const token = await sign();
    const discovery = issuer.answers.get('/.well-known/openid-configuration');
    const waiting = verifier();
    issuer.answers.set('/.well-known/openid-configuration', () => 'starting');
    await expect(waiting.verify(token)).rejects.toEqual(unavailable);
    issuer.answers.set('/.well-known/openid-configuration', discovery!);
    expect((await waiting.verify(token)).subject).toBe('ada');
  });

  test('blames the provider when nobody listens there', async () => {
    const token = await sign();
    await issuer.close();
    await expect(verifier().verify(token)).rejects.toEqual(unavailable);
    issuer = await startIssuer();
  });
});
