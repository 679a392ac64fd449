import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { pemBlocks } from './pem-blocks.js';
import { type PublicKey, publicKeyOf } from './public-key.js';

const HOW = 'openssl genpkey -algorithm ed25519 makes one';

const keyOf = (pem: string, at: number): KeyObject => {
  const isPrivate = pem.includes('PRIVATE KEY');
  let key: KeyObject;
  try {
    key = isPrivate ? createPrivateKey(pem) : createPublicKey(pem);
  } catch {
    throw new Error(`  key ${at}: it cannot be read; write it as PEM (PKCS #8) without a password: ${HOW}`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`  key ${at}: it is of type ${String(key.asymmetricKeyType)} and must be Ed25519: ${HOW}`);
  if (at === 1 && !isPrivate)
    throw new Error(`  key 1: it is a public key; the first one signs, so it must be private`);
  return key;
};

/** What exports and anchors are signed with: the first key; the public halves of all are told, so that what older ones signed is still verified. */
export class SigningKeys {
  readonly publicKeys: readonly PublicKey[];
  readonly keyId: string;

  private constructor(
    private readonly first: KeyObject,
    keys: readonly KeyObject[],
  ) {
    this.publicKeys = keys.map(publicKeyOf);
    this.keyId = publicKeyOf(first).kid;
  }

  /**
   * Of a file's PEM blocks: first the private key that signs, then, of keys that signed before, either half. Throws an `Error` with what to
   * mend, which says nothing of a key.
   */
  static parse(text: string): SigningKeys {
    const keys = pemBlocks(text).map((pem, index) => keyOf(pem, index + 1));
    const [first] = keys;
    if (first === undefined) throw new Error(`  all of it: there is no key in it; write PEM (PKCS #8): ${HOW}`);
    if (new Set(keys.map((key) => publicKeyOf(key).kid)).size < keys.length)
      throw new Error('  all of it: a key is in it twice; leave one of the two out');
    return new SigningKeys(first, keys);
  }

  /** The text of a file with a new key. */
  static generate(): string {
    return generateKeyPairSync('ed25519', {
      privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
      publicKeyEncoding: { format: 'pem', type: 'spki' },
    }).privateKey;
  }

  /** Ed25519 over the text's UTF-8, in hexadecimal digits: two spellings of one signature would be a change that nobody notices. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.first).toString('hex');
  }
}

/** `@Inject(SIGNING_KEYS) keys: SigningKeys | undefined`: undefined where the installation has none. */
export const SIGNING_KEYS = Symbol('SigningKeys');
