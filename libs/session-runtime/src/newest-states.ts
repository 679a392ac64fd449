import type { Observed, RunKey } from './session-runtime.js';

/** For one who observes: whole states, so only the newest of each run needs to be kept for who is slow. */
export class NewestStates {
  private readonly waiting = new Map<string, Observed>();
  private wake = (): void => undefined;

  put(observed: Observed): void {
    const key = keyOf(observed);
    this.waiting.delete(key);
    this.waiting.set(key, observed);
    this.wake();
  }

  /** Until one of the signals aborts. */
  async *taken(...ends: readonly AbortSignal[]): AsyncIterable<Observed> {
    const onAbort = (): void => this.wake();
    for (const end of ends) end.addEventListener('abort', onAbort);
    try {
      while (!ends.some(({ aborted }) => aborted)) {
        const [next] = this.waiting;
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            this.wake = resolve;
          });
          continue;
        }
        this.waiting.delete(next[0]);
        yield next[1];
      }
    } finally {
      for (const end of ends) end.removeEventListener('abort', onAbort);
    }
  }
}

const keyOf = ({ launchId, run }: RunKey): string => `${launchId}/${run}`;
