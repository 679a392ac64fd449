import type { Recorded } from '../events/event.js';
import type { Timing } from '../supervising/timing.js';

/** A follower that is up to date brings what was written sooner than it could be read. */
const PATIENCE_MS = 100;

/** Waits until the log, where this process follows it, brings what this process wrote. */
export class FollowedWrites {
  /** Position of the last event that was followed; undefined while none was: nobody follows here. */
  private followed: bigint | undefined;
  /** Position that was waited for in vain: until the log has brought that, it is not waited for again. */
  private late = -1n;
  /** Whoever waits, and up to which position. */
  private readonly waiting = new Map<AbortController, bigint>();

  /** An event was followed, and everything that looks at it has seen it. */
  take({ position }: Recorded): void {
    this.followed = position;
    for (const [told, awaited] of this.waiting) if (position >= awaited) told.abort();
  }

  /** Resolves when what was written there was followed, or when that is not to be waited for: whoever asks has a look. Never rejects. */
  async until(position: bigint, timing: Timing): Promise<void> {
    if (this.followed === undefined || this.followed >= position || this.followed < this.late) return;
    const told = new AbortController();
    this.waiting.set(told, position);
    await timing.sleep(PATIENCE_MS, told.signal);
    this.waiting.delete(told);
    if (!told.signal.aborted) this.late = position;
  }
}
