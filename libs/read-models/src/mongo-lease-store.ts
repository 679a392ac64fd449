import type { Collection } from 'mongodb';
import { insertedOnce, type LeaseMember, type LeaseRecord, type LeaseStore } from '#libs/event-sourcing';
import { decodePosition, encodePosition, type Stored } from './stored-fields.js';

const fieldsOf = ({ owner, epoch, beat }: LeaseRecord): object => ({
  owner,
  epoch: encodePosition(epoch),
  beat: encodePosition(beat),
});

interface StoredMembers {
  /** Of the record that they belong to. Who holds it alone leaves them where they are, with an epoch and beat of its own. */
  readonly epoch: string;
  readonly beat: string;
  readonly all: readonly (Omit<LeaseMember, 'beat'> & { readonly beat: string })[];
}

const membersField = ({ epoch, beat, members }: LeaseRecord): { members?: StoredMembers } => {
  if (members === undefined) return {};
  const all = members.map((member) => ({ ...member, beat: encodePosition(member.beat) }));
  return { members: { epoch: encodePosition(epoch), beat: encodePosition(beat), all } };
};

const membersOf = ({ epoch, beat, members }: Stored): readonly LeaseMember[] | undefined => {
  const stored = members as StoredMembers | undefined;
  if (stored?.epoch !== epoch || stored?.beat !== beat) return undefined;
  return stored?.all.map((member) => ({ ...member, beat: decodePosition(member.beat) }));
};

const recordOf = (stored: Stored): LeaseRecord => {
  const members = membersOf(stored);
  return {
    owner: String(stored['owner']),
    epoch: decodePosition(stored['epoch']),
    beat: decodePosition(stored['beat']),
    ...(members && { members }),
  };
};

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
    const fields = { ...fieldsOf(to), ...membersField(to) };
    if (from === undefined) return insertedOnce(this.leases, { _id: name, ...fields });
    return (await this.leases.updateOne({ _id: name, ...fieldsOf(from) }, { $set: fields })).matchedCount === 1;
  }
}
