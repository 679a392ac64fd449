import type { LeaseMember } from './lease.js';

const fewest = (members: readonly LeaseMember[]): LeaseMember | undefined =>
  members.reduce<LeaseMember | undefined>(
    (least, member) => (least === undefined || member.shards.length < least.shards.length ? member : least),
    undefined,
  );

/** Each shard to whoever has the fewest by then. */
export const shareOut = (members: readonly LeaseMember[], shards: readonly number[]): readonly LeaseMember[] =>
  shards.reduce<readonly LeaseMember[]>((shares, shard) => {
    const least = fewest(shares);
    return shares.map((member) => (member === least ? { ...member, shards: [...member.shards, shard] } : member));
  }, members);

/** What this one has too much of: nobody is to have two shards more than another. No more is moved than that takes. */
export const surplusOf = (members: readonly LeaseMember[], id: string): readonly number[] => {
  const own = [...(members.find((member) => member.id === id)?.shards ?? [])];
  let others = members.filter((member) => member.id !== id);
  const surplus: number[] = [];
  for (;;) {
    const least = fewest(others);
    const shard = own.at(-1);
    if (least === undefined || shard === undefined || own.length - least.shards.length < 2) return surplus;
    own.pop();
    surplus.push(shard);
    others = [...shareOut(others, [shard])];
  }
};
