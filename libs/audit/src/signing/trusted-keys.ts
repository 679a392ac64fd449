import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { pemBlocks } from './pem-blocks.js';
import { publicKeyOf } from './public-key.js';

/** Of each key of a set those members that make it one; keys of other kinds are nobody's business here. */
const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), crv: z.string().optional() })) });

const ofSet = (text: string): KeyObject[] => {
  const { keys } = jwks.parse(JSON.parse(text));
  return keys
    .filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519')
    .map((key) => createPublicKey({ key: key as Record<string, string>, format: 'jwk' }));
};

/** Without blanks around it: a byte order mark is one. */
const keysIn = (text: string): KeyObject[] => {
  try {
    return text.startsWith('{') ? ofSet(text) : pemBlocks(text).map((pem) => createPublicKey(pem));
  } catch (cause) {
    throw new Error('it is neither a set of public keys (JWKS, as /api/v1/signing-keys answers) nor a key as PEM', {
      cause,
    });
  }
};

/** Whose signatures are believed. A key's id follows from the key, so that no file can say which key an id means. */
export class TrustedKeys {
  private readonly keys: ReadonlyMap<string, KeyObject>;

  /** Of a JWKS or of PEM. Throws an `Error` that says what it is not. */
  constructor(text: string) {
    const keys = keysIn(text.trim()).filter(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519');
    if (keys.length === 0) throw new Error('there is no Ed25519 key in it');
    this.keys = new Map(keys.map((key) => [publicKeyOf(key).kid, key]));
  }

  get ids(): readonly string[] {
    return [...this.keys.keys()];
  }

  /** Whether the key of this id signed these bytes. Undefined: it is none of these keys. */
  hasSigned(keyId: string, bytes: Uint8Array, signature: string): boolean | undefined {
    const key = this.keys.get(keyId);
    return key && verify(null, bytes, key, Buffer.from(signature, 'hex'));
  }
}
