import type { LeaseRecord } from './lease.js';

interface Sign {
  readonly seen: string;
  /** When it was seen first, on this process's own clock. */
  readonly since: number;
}

const signsIn = ({ owner, epoch, beat, members }: LeaseRecord): readonly (readonly [id: string, sign: string])[] =>
  members?.map((member) => [member.id, String(member.beat)] as const) ?? [
    [owner, `${String(epoch)} ${String(beat)}`] as const,
  ];

/** Since when nothing was heard of those who hold a lease. No clocks are compared. */
export class SignsOfLife {
  private signs = new Map<string, Sign>();

  /** The record as it was read, by a question that began then. */
  see(record: LeaseRecord | undefined, at: number): void {
    const signs = record === undefined ? [] : signsIn(record);
    this.signs = new Map(
      signs.map(([id, seen]) => {
        const known = this.signs.get(id);
        return [id, known?.seen === seen ? known : { seen, since: at }] as const;
      }),
    );
  }

  silentFor(ms: number, at: number): ReadonlySet<string> {
    return new Set([...this.signs].filter(([, { since }]) => at - since >= ms).map(([id]) => id));
  }
}
