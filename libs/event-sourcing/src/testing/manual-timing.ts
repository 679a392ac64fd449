import type { Timing } from '../supervising/timing.js';

/** Time that passes only when told to. */
export class ManualTiming implements Timing {
  private time = 0;
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  readonly now = (): number => this.time;
  readonly random = (): number => 0;
  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((wake) => {
      if (signal?.aborted === true) return wake();
      const done = (): void => {
        signal?.removeEventListener('abort', done);
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        wake();
      };
      const sleeper = { at: this.time + ms, wake: done };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', done);
    });

  /** Lets all that sleeps for at most so long go on, in order, each after what the one before led to. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await new Promise(setImmediate);
      const next = this.sleepers.sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    this.time = end;
    await new Promise(setImmediate);
  }
}
