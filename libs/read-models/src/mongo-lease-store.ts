import type { Collection } from 'mongodb';
import { insertedOnce, type LeaseRecord, type LeaseStore } from '#libs/event-sourcing';
import { decodePosition, encodePosition, type Stored } from './stored-fields.js';

const fieldsOf = ({ owner, epoch, beat }: LeaseRecord): object => ({
  owner,
  epoch: encodePosition(epoch),
  beat: encodePosition(beat),
});

const recordOf = ({ owner, epoch, beat }: Stored): LeaseRecord => ({
  owner: String(owner),
  epoch: decodePosition(epoch),
  beat: decodePosition(beat),
});

/** Leases as documents, one a name. */
export class MongoLeaseStore implements LeaseStore {
  constructor(private readonly leases: Collection<Stored>) {}

  async readLease(name: string): Promise<LeaseRecord | undefined> {
    const stored = await this.leases.findOne({ _id: name });
    return stored === null ? undefined : recordOf(stored);
  }

  async readLeases(): Promise<ReadonlyMap<string, LeaseRecord>> {
    return new Map((await this.leases.find().toArray()).map((stored) => [stored._id, recordOf(stored)]));
  }

  async writeLease(name: string, from: LeaseRecord | undefined, to: LeaseRecord): Promise<boolean> {
    if (from === undefined) return insertedOnce(this.leases, { _id: name, ...fieldsOf(to) });
    return (await this.leases.updateOne({ _id: name, ...fieldsOf(from) }, { $set: fieldsOf(to) })).matchedCount === 1;
  }
}
