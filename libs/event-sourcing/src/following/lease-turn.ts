import type { LeaseMember, LeaseRecord } from './lease.js';
import { shareOut, surplusOf } from './lease-shares.js';

export interface LeaseTurn {
  /** Whose turn it is. */
  readonly id: string;
  /** It is one of those who hold it, as far as it knows; otherwise whoever is called so was there before it, and is gone. */
  readonly isMember: boolean;
  /** Into how many the work is divided. */
  readonly shards: number;
  /** Of whom no sign of life was seen for a whole TTL. */
  readonly silent: ReadonlySet<string>;
  /** Nothing is done under the lease here, so that shards may be handed over. */
  readonly isIdle: boolean;
  /** The greatest epoch that is known to have acted. */
  readonly surpassed: bigint;
}

const ownerOf = (members: readonly LeaseMember[]): string => members.map(({ id }) => id).join('+');

const shardsOf = (members: readonly LeaseMember[]): readonly number[] => members.flatMap(({ shards }) => shards);

/** Who holds it, of those that live; undefined: somebody who does not share it, or divides the work otherwise. */
const holders = (record: LeaseRecord | undefined, { id, isMember, silent, shards }: LeaseTurn) => {
  if (record === undefined || record.owner === '') return [];
  const all = record.members ?? [{ id: record.owner, beat: 0n, shards: [] }];
  const alive = all.filter((member) => (member.id === id ? isMember : !silent.has(member.id)));
  if (alive.length === 0) return [];
  return record.members !== undefined && shardsOf(all).length === shards ? alive : undefined;
};

/** With this one's sign of life, which joins where it was not there. */
const withSign = (alive: readonly LeaseMember[], id: string): readonly LeaseMember[] => {
  const present = alive.some((member) => member.id === id) ? alive : [...alive, { id, beat: 0n, shards: [] }];
  return present.map((member) => (member.id === id ? { ...member, beat: member.beat + 1n } : member));
};

/** Without what this one hands over. */
const withoutSurplus = (members: readonly LeaseMember[], id: string): readonly LeaseMember[] => {
  const surplus = surplusOf(members, id);
  return members.map((member) =>
    member.id === id ? { ...member, shards: member.shards.filter((shard) => !surplus.includes(shard)) } : member,
  );
};

const nextEpoch = (known: bigint, { hasMoved, surpassed }: { hasMoved: boolean; surpassed: bigint }): bigint => {
  if (known < surpassed) return surpassed + 1n;
  return hasMoved ? known + 1n : known;
};

/**
 * What the record becomes by one member's sign of life. It joins; shards of who is silent, or was alone and is gone, go to who has the
 * fewest; what it has too much of it hands over, once it is idle: nobody else takes a shard from who lives. The epoch grows with every
 * shard that changes hands. Undefined: it is not shared now, and to be waited for.
 */
export const takeTurn = (record: LeaseRecord | undefined, turn: LeaseTurn): LeaseRecord | undefined => {
  const alive = holders(record, turn);
  if (alive === undefined) return undefined;
  const present = withSign(alive, turn.id);
  const kept = turn.isIdle ? withoutSurplus(present, turn.id) : present;
  const taken = new Set(shardsOf(kept));
  const free = Array.from({ length: turn.shards }, (_, shard) => shard).filter((shard) => !taken.has(shard));
  const members = shareOut(kept, free);
  const { epoch: known, beat } = record ?? { epoch: 0n, beat: 0n };
  const epoch = nextEpoch(known, { hasMoved: free.length > 0, surpassed: turn.surpassed });
  return { owner: ownerOf(members), epoch, beat: beat + 1n, members };
};

/** What it becomes when this one leaves, idle: the others have its shards. Undefined: it is no member. */
export const leaveLease = (record: LeaseRecord | undefined, id: string): LeaseRecord | undefined => {
  const own = record?.members?.find((member) => member.id === id);
  if (record?.members === undefined || own === undefined) return undefined;
  const members = shareOut(
    record.members.filter((member) => member !== own),
    own.shards,
  );
  const beat = record.beat + 1n;
  if (members.length === 0) return { owner: '', epoch: record.epoch, beat };
  return { owner: ownerOf(members), epoch: own.shards.length > 0 ? record.epoch + 1n : record.epoch, beat, members };
};
