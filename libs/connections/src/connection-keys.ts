import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface NamedKey {
  readonly keyId: string;
  /** 32 bytes as base64. */
  readonly key: string;
}

/** Ciphertext, and under which key. */
export interface Sealed {
  readonly keyId: string;
  /** Nonce, ciphertext and tag as base64. */
  readonly sealed: string;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** What goes with a ciphertext and is not in it: moved to another owner, it opens no more. */
const associated = (owner: readonly string[]): Buffer => Buffer.from(JSON.stringify(['connection', ...owner]));

/** AES-256-GCM under several keys: the first one encrypts, all decrypt, so that keys can be changed. */
export class ConnectionKeys {
  readonly #newest: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(keys: readonly [NamedKey, ...NamedKey[]]) {
    this.#newest = keys[0].keyId;
    this.#keys = new Map(keys.map(({ keyId, key }) => [keyId, Buffer.from(key, 'base64')]));
  }

  seal(secret: string, owner: readonly string[]): Sealed {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(ALGORITHM, this.#key(this.#newest), nonce, { authTagLength: TAG });
    cipher.setAAD(associated(owner));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return { keyId: this.#newest, sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64') };
  }

  /** Undefined where its key is not here any more, or it is damaged, or another owner's. */
  open({ keyId, sealed }: Sealed, owner: readonly string[]): string | undefined {
    const key = this.#keys.get(keyId);
    if (key === undefined) return undefined;
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAAD(associated(owner)).setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  isNewest(keyId: string): boolean {
    return keyId === this.#newest;
  }

  #key(keyId: string): Buffer {
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new Error(`there is no key “${keyId}” for connections`);
    return key;
  }
}
