import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
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

interface Change {
  readonly name: string;
  readonly from: LeaseRecord;
  readonly to: LeaseRecord;
}

/** Whether one of the changes that were written together was made. */
type Made = (change: Change) => boolean;

const storedOf = ({ name, to }: Omit<Change, 'from'>): Stored => ({ _id: name, ...fieldsOf(to), ...membersField(to) });

const operationOf = ({ name, from, to }: Change) => {
  const { _id, ...fields } = storedOf({ name, to });
  return { updateOne: { filter: { _id, ...fieldsOf(from) }, update: { $set: fields } } };
};

/** Leases as documents, one a name. Those of a process beat together: their signs of life are one request. */
export class MongoLeaseStore implements LeaseStore {
  /** What is written next, and what became of it. */
  private next: { readonly changes: Change[]; readonly made: Promise<Made> } | undefined;

  constructor(private readonly leases: Collection<Stored>) {}

  async readLease(name: string): Promise<LeaseRecord | undefined> {
    const stored = await this.leases.findOne({ _id: name });
    return stored === null ? undefined : recordOf(stored);
  }

  async readLeases(names?: readonly string[]): Promise<ReadonlyMap<string, LeaseRecord>> {
    const stored = await this.leases.find(names === undefined ? {} : { _id: { $in: names } }).toArray();
    return new Map(stored.map((lease) => [lease._id, recordOf(lease)]));
  }

  async writeLease(name: string, from: LeaseRecord | undefined, to: LeaseRecord): Promise<boolean> {
    if (from === undefined) return insertedOnce(this.leases, storedOf({ name, to }));
    const change = { name, from, to };
    this.next ??= this.begin();
    const { changes, made } = this.next;
    changes.push(change);
    return (await made)(change);
  }

  private begin(): { changes: Change[]; made: Promise<Made> } {
    const changes: Change[] = [];
    const made = setImmediate().then(() => {
      this.next = undefined;
      return this.write(changes);
    });
    return { changes, made };
  }

  /** The server says how many were made, and not which. */
  private async write(changes: readonly Change[]): Promise<Made> {
    const { matchedCount } = await this.leases.bulkWrite(changes.map(operationOf), { ordered: false });
    if (matchedCount === 0 || matchedCount === changes.length) return () => matchedCount > 0;
    const now = await this.readLeases(changes.map(({ name }) => name));
    return (change) => isDeepStrictEqual(now.get(change.name), recordOf(storedOf(change)));
  }
}
