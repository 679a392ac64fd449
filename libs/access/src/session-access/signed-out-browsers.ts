import { createHash } from 'node:crypto';
import { ticketLifetime } from './create-ticket-issuer.js';
import { sessionCookieLifetime } from './session-cookie.js';

export interface SignedOutBrowserRow {
  /** Names nobody: it outlives an erasure by half a day. */
  readonly _id: string;
  readonly expiresAt: Date;
}

/** The little of a MongoDB collection that this needs; the driver's own `Collection<SignedOutBrowserRow>` fits. */
export interface SignedOutBrowsersCollection {
  createIndex(keys: { readonly expiresAt: 1 }): Promise<unknown>;
  updateOne(
    filter: { readonly _id: string },
    update: { readonly $set: { readonly expiresAt: Date } },
    options: { readonly upsert: true },
  ): Promise<unknown>;
  findOne(filter: { readonly _id: string }): Promise<SignedOutBrowserRow | null>;
  deleteMany(filter: { readonly expiresAt: { readonly $lt: Date } }): Promise<unknown>;
}

/** Processes' clocks may differ by this, seconds, before what was entered last is let in again. */
const clockTolerance = 60;
const KEPT_MS = (ticketLifetime + sessionCookieLifetime + clockTolerance) * 1000;

const idOf = (userId: string, browserId: string): string =>
  createHash('sha256').update(`${userId} ${browserId}`).digest('base64url');

/** Browsers in which people have signed out, for as long as a cookie may be left there that led into a session before. */
export class SignedOutBrowsers {
  constructor(
    private readonly rows: SignedOutBrowsersCollection,
    private readonly now = (): Date => new Date(),
  ) {}

  /** Makes the index by which they are forgotten. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ expiresAt: 1 });
  }

  async add(userId: string, browserId: string): Promise<void> {
    const now = this.now();
    await this.rows.deleteMany({ expiresAt: { $lt: now } });
    const expiresAt = new Date(now.getTime() + KEPT_MS);
    await this.rows.updateOne({ _id: idOf(userId, browserId) }, { $set: { expiresAt } }, { upsert: true });
  }

  async has(userId: string, browserId: string): Promise<boolean> {
    return (await this.rows.findOne({ _id: idOf(userId, browserId) })) !== null;
  }
}
