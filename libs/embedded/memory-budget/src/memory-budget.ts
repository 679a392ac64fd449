/** The memory of one caller. */
export interface MemoryShare {
  /** Says how many bytes are held for this caller now. */
  hold(bytes: number): void;
  /** Nothing is held any more. */
  end(): void;
}

interface Entry {
  bytes: number;
  readonly giveUp: () => void;
}

/**
 * Bounds the memory that is held for callers who do not go on: for what they have not sent whole, or not read. Where all of it
 * together is too much, those are given up for whom something was held longest.
 */
export class MemoryBudget {
  /** Of those for whom something is held, in the order since when. */
  private readonly entries = new Set<Entry>();
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  /** @param giveUp is called at most once, and never after the end. */
  begin(giveUp: () => void): MemoryShare {
    let ended = false;
    const entry: Entry = {
      bytes: 0,
      giveUp: () => {
        ended = true;
        giveUp();
      },
    };
    const end = (): void => {
      ended = true;
      this.set(entry, 0);
    };
    return {
      hold: (bytes) => {
        if (ended) return;
        this.set(entry, bytes);
        if (this.held > this.mostBytes) this.giveUpOldest();
      },
      end,
    };
  }

  private set(entry: Entry, bytes: number): void {
    this.held += bytes - entry.bytes;
    entry.bytes = bytes;
    if (bytes > 0) this.entries.add(entry);
    else this.entries.delete(entry);
  }

  private giveUpOldest(): void {
    for (const entry of this.entries) {
      if (this.held <= this.mostBytes) return;
      this.set(entry, 0);
      entry.giveUp();
    }
  }
}
