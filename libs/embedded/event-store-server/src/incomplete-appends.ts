import { incompleteForTooLong, type RpcError } from './wire/rpc-error.js';

const MOST_BYTES = 64 * 1024 * 1024;

/** The memory of one append whose last part has not come. */
export interface IncompleteAppend {
  add(bytes: number): void;
  /** To be called when its last part has come, or none will come. */
  end(): void;
}

interface Entry {
  bytes: number;
  readonly giveUp: (reason: RpcError) => void;
}

/** Bounds the memory of appends whose last part has not come: where all callers' together take too much, the oldest are given up. */
export class IncompleteAppends {
  private readonly entries = new Set<Entry>();
  private bytes = 0;

  begin(giveUp: (reason: RpcError) => void): IncompleteAppend {
    const entry: Entry = { bytes: 0, giveUp };
    this.entries.add(entry);
    return {
      add: (bytes) => {
        if (!this.entries.has(entry)) return;
        entry.bytes += bytes;
        this.bytes += bytes;
        if (this.bytes > MOST_BYTES) this.giveUpOldest();
      },
      end: () => this.end(entry),
    };
  }

  private giveUpOldest(): void {
    for (const entry of this.entries) {
      if (this.bytes <= MOST_BYTES) return;
      this.end(entry);
      entry.giveUp(incompleteForTooLong());
    }
  }

  private end(entry: Entry): void {
    if (this.entries.delete(entry)) this.bytes -= entry.bytes;
  }
}
