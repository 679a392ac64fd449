import type { Recorded } from '../events/event.js';
import type { Timing } from '../supervising/timing.js';

/** A follower that is up to date brings what was written sooner than it could be read. */
const PATIENCE_MS = 100;

/** An append, by its last event. */
export interface Written {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** Waits until the log, where this process follows it, brings what this process wrote. */
export class FollowedWrites {
  /** Position of the last event that was followed; undefined while none was: nobody follows here. */
  private followed: bigint | undefined;
  /** Position that was waited for in vain: until the log has brought that, it is not waited for again. */
  private late = -1n;
  private readonly waiting = new Map<string, Map<() => void, bigint>>();

  /** An event was followed, and everything that looks at it has seen it. */
  take({ stream, revision, position }: Recorded): void {
    this.followed = position;
    for (const [told, awaited] of this.waiting.get(stream) ?? []) if (revision >= awaited) told();
  }

  /** Resolves when it was followed, or when that is not to be waited for: whoever asks has a look. Never rejects. */
  async until({ stream, revision, position }: Written, timing: Timing): Promise<void> {
    if (this.followed === undefined || this.followed >= position || this.followed < this.late) return;
    const told = new AbortController();
    const tell = (): void => told.abort();
    const waiting = this.waiting.get(stream) ?? new Map<() => void, bigint>();
    this.waiting.set(stream, waiting.set(tell, revision));
    await timing.sleep(PATIENCE_MS, told.signal);
    waiting.delete(tell);
    if (waiting.size === 0 && this.waiting.get(stream) === waiting) this.waiting.delete(stream);
    if (!told.signal.aborted) this.late = position;
  }
}
