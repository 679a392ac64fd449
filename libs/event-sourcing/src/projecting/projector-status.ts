import type { Degradation } from '../supervising/degradation.js';

/** How a projector is doing, for metrics and readiness. */
export interface ProjectorStatus {
  /** Everything that queries read has seen everything up to here. 0n before the first event. */
  readonly position: bigint;
  /** True once it has reached the log's end; stays true. */
  readonly isCaughtUp: boolean;
  /** Events projected by this process, by all runs. */
  readonly events: number;
  /** Store's time (RFC 3339) of the newest event projected by this process. */
  readonly lastEventAt: string | undefined;
  /** What fails now and is tried again; empty: all is well. */
  readonly degraded: readonly Degradation[];
}
