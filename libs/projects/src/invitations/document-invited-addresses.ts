import { randomUUID } from 'node:crypto';
import { insertedOnce } from '#libs/event-sourcing';
import type { InvitedAddress } from './invited-address.js';
import type { InvitedAddressRow } from './invited-address-row.js';
import type { InvitedAddresses } from './invited-addresses.js';
import type { InvitedAddressesCollection } from './invited-addresses-collection.js';

const LIFETIME_MS = 30 * 24 * 60 * 60_000;
/** How often those that are over are looked for: a page that is open asks again all the time. */
const FORGET_MS = 60 * 60_000;
const attempts = 5;

const addressIn = ({ _id: invitationId, ...row }: InvitedAddressRow): InvitedAddress => ({ invitationId, ...row });

/** Keeps them in a document collection; safe with many processes, by a unique index on project and address. */
export class DocumentInvitedAddresses implements InvitedAddresses {
  #forgetAt = 0;

  constructor(
    private readonly rows: InvitedAddressesCollection,
    private readonly now = (): Date => new Date(),
  ) {}

  /** Makes the indexes that all else relies on; to be called before anything else, by each process. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ projectId: 1, email: 1 }, { unique: true });
    await this.rows.createIndex({ email: 1 });
    await this.rows.createIndex({ expiresAt: 1 });
  }

  async keep(projectId: string, email: string) {
    const wanted = { projectId, email: email.toLowerCase() };
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await this.#forgetOver();
      const kept = await this.rows.findOne(wanted);
      if (kept !== null) return { address: addressIn(kept), isNew: false };
      const row = { _id: randomUUID(), ...wanted, expiresAt: new Date(this.now().getTime() + LIFETIME_MS) };
      if (await insertedOnce(this.rows, row)) return { address: addressIn(row), isNew: true };
    }
    throw new Error(`an invited address was kept and forgotten ${attempts} times while it was to be kept`);
  }

  async find(invitationId: string): Promise<InvitedAddress | undefined> {
    const row = await this.rows.findOne({ _id: invitationId });
    return row === null || this.#isOver(row) ? undefined : addressIn(row);
  }

  async ofProject(projectId: string): Promise<readonly InvitedAddress[]> {
    return this.#good({ projectId });
  }

  async ofEmail(email: string): Promise<readonly InvitedAddress[]> {
    // everybody who signs in asks: no address outlives its time by much more
    await this.#forgetOverAtTimes();
    return this.#good({ email: email.toLowerCase() });
  }

  async forget(invitationId: string): Promise<void> {
    await this.rows.deleteMany({ _id: invitationId });
  }

  async erase(email: string): Promise<void> {
    await this.rows.deleteMany({ email: email.toLowerCase() });
  }

  async #good(filter: { projectId: string } | { email: string }): Promise<readonly InvitedAddress[]> {
    return (await this.rows.find(filter).toArray()).filter((row) => !this.#isOver(row)).map(addressIn);
  }

  async #forgetOverAtTimes(): Promise<void> {
    const now = this.now().getTime();
    if (now < this.#forgetAt) return;
    this.#forgetAt = now + FORGET_MS;
    await this.#forgetOver();
  }

  async #forgetOver(): Promise<void> {
    await this.rows.deleteMany({ expiresAt: { $lte: this.now() } });
  }

  #isOver({ expiresAt }: InvitedAddressRow): boolean {
    return expiresAt.getTime() <= this.now().getTime();
  }
}
