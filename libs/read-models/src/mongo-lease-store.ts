import type { Collection } from 'mongodb';
import type { LeaseRecord, LeaseStore } from '#libs/event-sourcing';
import { insertedOnce } from './inserted-once.js';
import { decodePosition, encodePosition, type Stored } from './stored-fields.js';

const fieldsOf = ({ owner, epoch, beat }: LeaseRecord): object => ({
  owner,
  epoch: encodePosition(epoch),
  beat: encodePosition(beat),
});

/** Leases as documents, one a name. */
export class MongoLeaseStore implements LeaseStore {
  constructor(private readonly leases: Collection<Stored>) {}

  async readLease(name: string): Promise<LeaseRecord | undefined> {
    const stored = await this.leases.findOne({ _id: name });
    if (stored === null) return undefined;
    return {
      owner: String(stored['owner']),
      epoch: decodePosition(stored['epoch']),
      beat: decodePosition(stored['beat']),
    };
  }

  async writeLease(name: string, from: LeaseRecord | undefined, to: LeaseRecord): Promise<boolean> {
    if (from === undefined) return insertedOnce(this.leases, { _id: name, ...fieldsOf(to) });
    return (await this.leases.updateOne({ _id: name, ...fieldsOf(from) }, { $set: fieldsOf(to) })).matchedCount === 1;
  }
}
