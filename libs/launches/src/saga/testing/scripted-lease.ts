import type { HeldShards } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import type { LaunchSagaParts } from '../launch-saga.parts.js';
import { launchShards } from '../scheduling/launch-shards.js';

const all: ReadonlySet<number> = new Set(launchShards);

/** A lease of which all shards are held under the epoch that a spec says, and not while it says none. */
export class ScriptedLease implements Pick<LaunchSagaParts['lease'], 'epoch' | 'surpass' | 'whileHeld'> {
  /** What it was told that others have acted under. */
  readonly surpassed: bigint[] = [];

  constructor(readonly epoch: () => bigint | undefined) {}

  surpass(epoch: bigint): void {
    this.surpassed.push(epoch);
  }

  async whileHeld(work: (held: HeldShards) => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await until('the lease is held', () => this.epoch() !== undefined || signal.aborted);
      const epoch = this.epoch();
      if (epoch === undefined) return;
      const lost = new AbortController();
      const working = work({ epoch, shards: all, signal: AbortSignal.any([signal, lost.signal]) });
      await until('the lease is lost', () => this.epoch() !== epoch || signal.aborted, 600_000);
      lost.abort();
      await working;
    }
  }
}
