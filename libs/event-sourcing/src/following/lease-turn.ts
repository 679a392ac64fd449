import type { LeaseMember, LeaseRecord } from './lease.js';
import { shareOut, surplusOf } from './lease-shares.js';

export interface LeaseTurn {
  /** Whose turn it is. */
  readonly id: string;
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
const holders = (record: LeaseRecord | undefined, { id, silent, shards }: LeaseTurn) => {
  if (record === undefined || record.owner === '') return [];
  const all = record.members ?? [{ id: record.owner, beat: 0n, shards: [] }];
  const alive = all.filter((member) => member.id === id || !silent.has(member.id));
  if (alive.length === 0) return [];
  return record.members !== undefined && shardsOf(all).length === shards ? alive : undefined;
};

/**
 * What the record becomes by one member's sign of life. It joins; shards of who is silent, or was alone and is gone, go to who has the
 * fewest; what it has too much of it hands over, once it is idle: nobody else takes a shard from who lives. The epoch grows with every
 * shard that changes hands. Undefined: it is not shared now, and to be waited for.
 */
export const takeTurn = (record: LeaseRecord | undefined, turn: LeaseTurn): LeaseRecord | undefined => {
  const { id, isIdle, surpassed } = turn;
  const alive = holders(record, turn);
  if (alive === undefined) return undefined;
  const present = alive.some((member) => member.id === id) ? alive : [...alive, { id, beat: 0n, shards: [] }];
  const surplus = isIdle ? surplusOf(present, id) : [];
  const kept = present.map((member) =>
    member.id === id
      ? { ...member, beat: member.beat + 1n, shards: member.shards.filter((shard) => !surplus.includes(shard)) }
      : member,
  );
  const taken = new Set(shardsOf(kept));
  const free = Array.from({ length: turn.shards }, (_, shard) => shard).filter((shard) => !taken.has(shard));
  const members = shareOut(kept, free);
  const known = record?.epoch ?? 0n;
  const least = known < surpassed ? surpassed + 1n : known;
  const epoch = free.length > 0 && least === known ? known + 1n : least;
  return { owner: ownerOf(members), epoch, beat: (record?.beat ?? 0n) + 1n, members };
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
