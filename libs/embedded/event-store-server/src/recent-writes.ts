interface RecentWrite {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

const BUDGET_BYTES = 8 * 1024 * 1024;
/** A rough cost of one entry beside its two strings. */
const ENTRY_BYTES = 120;

/**
 * The ids of the events written since the start, as far as 8 MiB hold them: what makes appends without an
 * expected revision repeatable. An entry is made before its commit, since an append of the same group may
 * repeat it, and taken back when the commit fails.
 */
export class RecentWrites {
  private readonly writes = new Map<string, RecentWrite>();
  private uncommitted: string[] = [];
  private bytes = 0;

  find(stream: string, id: string): RecentWrite | undefined {
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

  private drop(id: string): void {
    const write = this.writes.get(id);
    if (!write) return;
    this.writes.delete(id);
    this.bytes -= cost(id, write);
  }
}

const cost = (id: string, write: RecentWrite): number => ENTRY_BYTES + 2 * (id.length + write.stream.length);
