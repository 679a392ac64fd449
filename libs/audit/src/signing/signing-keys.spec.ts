import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SigningKeys } from './signing-keys.js';
import { TrustedKeys } from './trusted-keys.js';

const [newer, older] = [SigningKeys.generate(), SigningKeys.generate()];
const publicHalf = (pem: string): string =>
  createPublicKey(createPrivateKey(pem)).export({ format: 'pem', type: 'spki' }) as string;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  format: 'pem',
  type: 'pkcs8',
}) as string;

describe('signing keys', () => {
  test('the first one signs, and all are told', () => {
    const keys = SigningKeys.parse(`${newer}\n${older}`);
    expect(keys.keyId).toBe(SigningKeys.parse(newer).keyId);
    expect(keys.publicKeys.map(({ kid }) => kid)).toEqual([keys.keyId, SigningKeys.parse(older).keyId]);
    expect(JSON.stringify(keys.publicKeys)).not.toContain('"d"');
  });

  test('of one that signed before the public half is enough', () => {
    const keys = SigningKeys.parse(newer + publicHalf(older));
    const signature = SigningKeys.parse(older).sign('said before');
    const trusted = new TrustedKeys(JSON.stringify({ keys: keys.publicKeys }));
    expect(trusted.hasSigned(SigningKeys.parse(older).keyId, Buffer.from('said before'), signature)).toBe(true);
    expect(trusted.hasSigned(SigningKeys.parse(older).keyId, Buffer.from('said after'), signature)).toBe(false);
    expect(new TrustedKeys(publicHalf(newer)).ids).toEqual([keys.keyId]);
  });

  test('a key’s id is its thumbprint, as RFC 7638 has it', () => {
    // RFC 8037, appendix A.3
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(new TrustedKeys(JSON.stringify({ keys: [jwk] })).ids).toEqual([
      'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    ]);
  });

  test('are read from files with a byte order mark, as editors on Windows write them', () => {
    const { keyId, publicKeys } = SigningKeys.parse(newer);
    for (const text of [JSON.stringify({ keys: publicKeys }), publicHalf(newer)])
      expect(new TrustedKeys(`\ufeff${text}\r\n`).ids).toEqual([keyId]);
  });

  test.each([
    ['no key', 'hello', 'there is no key in it'],
    ['a damaged key', newer.replace('MC4', '!!!'), 'key 1: it cannot be read'],
    ['another kind', rsa, 'key 1: it is of type rsa and must be Ed25519'],
    ['a public key first', publicHalf(newer) + older, 'key 1: it is a public key'],
    ['one twice', newer + publicHalf(newer), 'a key is in it twice'],
  ])('with %s are refused, and it is said why', (_, text, message) => {
    expect(() => SigningKeys.parse(text)).toThrow(message);
  });
});
