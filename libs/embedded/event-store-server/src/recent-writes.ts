interface RecentWrite {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

const BUDGET_BYTES = 8 * 1024 * 1024;
/** A rough cost of one entry beside its two strings. */
const ENTRY_BYTES = 120;
const MOST_ENTRIES = 40_000;

/** The log, as far as its newest events are asked for. */
interface NewestEvents {
  /** From the newest back. */
  newestIds(limit: number): Iterable<RecentWrite & { readonly id: string }>;
}

/**
 * The ids of the newest events, as far as 8 MiB hold them (30,000 or so): what makes appends without an expected revision
 * repeatable. What was there at the start is read when it is first asked for. An entry is made before its commit, since an append
 * of the same group may repeat it, and taken back when the commit fails.
 */
export class RecentWrites {
  private readonly writes = new Map<string, RecentWrite>();
  private uncommitted: string[] = [];
  private bytes = 0;
  private isLoaded = false;

  constructor(private readonly log: NewestEvents) {}

  find(stream: string, id: string): RecentWrite | undefined {
    if (!this.isLoaded) this.load();
    const write = this.writes.get(id);
    return write?.stream === stream ? write : undefined;
  }

  add(id: string, write: RecentWrite): void {
    this.drop(id);
    this.writes.set(id, write);
    this.uncommitted.push(id);
    this.bytes += cost(id, write);
  }

  commit(): void {
    this.uncommitted = [];
    for (const id of this.writes.keys()) {
      if (this.bytes <= BUDGET_BYTES) return;
      this.drop(id);
    }
  }

  rollback(): void {
    for (const id of this.uncommitted) this.drop(id);
    this.uncommitted = [];
  }

  /** Puts what was written before the start in front of what was written since: the oldest are dropped first. */
  private load(): void {
    this.isLoaded = true;
    const since = [...this.writes];
    const before = new Map<string, RecentWrite>();
    for (const { id, stream, revision, position } of this.log.newestIds(MOST_ENTRIES)) {
      const write = { stream, revision, position };
      if (this.writes.has(id) || before.has(id)) continue;
      if (this.bytes + cost(id, write) > BUDGET_BYTES) break;
      this.bytes += cost(id, write);
      before.set(id, write);
    }
    this.writes.clear();
    for (const [id, write] of [...[...before].reverse(), ...since]) this.writes.set(id, write);
  }

  private drop(id: string): void {
    const write = this.writes.get(id);
    if (!write) return;
    this.writes.delete(id);
    this.bytes -= cost(id, write);
  }
}

const cost = (id: string, write: RecentWrite): number => ENTRY_BYTES + 2 * (id.length + write.stream.length);
