import type { LeaseRecord, LeaseStore } from '../following/lease.js';

const keyOf = ({ owner, epoch, beat }: LeaseRecord): string => `${owner} ${epoch} ${beat}`;

/** One lease, and a store that can be down. */
export class MemoryLeaseStore implements LeaseStore {
  record: LeaseRecord | undefined;
  isDown = false;

  readLease(): Promise<LeaseRecord | undefined> {
    return this.isDown ? Promise.reject(new Error('down')) : Promise.resolve(this.record);
  }

  writeLease(_: string, from: LeaseRecord | undefined, to: LeaseRecord): Promise<boolean> {
    if (this.isDown) return Promise.reject(new Error('down'));
    const matches = (this.record && keyOf(this.record)) === (from && keyOf(from));
    if (matches) this.record = to;
    return Promise.resolve(matches);
  }
}
