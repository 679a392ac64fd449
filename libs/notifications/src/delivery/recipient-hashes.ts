import { createHmac, hkdfSync } from 'node:crypto';

/**
 * By which e-mails to one address are counted where no address is kept. Of a key that follows from the secret of the installation: who has the
 * rows alone cannot try addresses on them.
 */
export class RecipientHashes {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'renku-sessions recipients', 32));
  }

  /** The same in any case. */
  of(email: string): string {
    return createHmac('sha256', this.#key).update(email.toLowerCase()).digest('base64url');
  }
}
