import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { NotificationKind } from '../delivery.events.js';
import { notificationKinds } from '../notifications.events.js';

/** Whose, and of which kinds of notifications. */
export interface Subscription {
  readonly userId: string;
  readonly kinds: readonly NotificationKind[];
}

const [IV_BYTES, TAG_BYTES, ID_BYTES] = [12, 16, 16];
const algorithm = 'aes-256-gcm';

const isKind = (kind: string): kind is NotificationKind => (notificationKinds as readonly string[]).includes(kind);

const bytesOf = ({ userId, kinds }: Subscription): Buffer =>
  Buffer.concat([Buffer.from(userId.replaceAll('-', ''), 'hex'), Buffer.from(kinds.join())]);

const subscriptionIn = (bytes: Buffer): Subscription => {
  const id = bytes.subarray(0, ID_BYTES).toString('hex');
  const userId = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  // a kind that this version does not know any more is passed over
  return { userId, kinds: bytes.subarray(ID_BYTES).toString().split(',').filter(isKind) };
};

/**
 * What lets whoever has a message unsubscribe without signing in. Encrypted and authenticated by a key that follows from the secret of the
 * installation: nobody makes one, nobody learns from one whose it is. It does not expire: a message is found again after years.
 */
export class UnsubscribeLinks {
  readonly #key: Buffer;

  constructor(
    secret: string,
    private readonly publicUrl: string,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'renku-sessions unsubscribe links', 32));
  }

  /** The address, which RFC 8058 has clients of mail send a POST to, and browsers a GET. */
  urlFor(subscription: Subscription): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(algorithm, this.#key, iv);
    const text = Buffer.concat([cipher.update(bytesOf(subscription)), cipher.final()]);
    const token = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    return `${this.publicUrl}/api/v1/unsubscribe/${token}`;
  }

  /** Undefined where it is none of ours. */
  open(token: string): Subscription | undefined {
    try {
      const bytes = Buffer.from(token, 'base64url');
      const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return subscriptionIn(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
    } catch {
      return undefined;
    }
  }
}
