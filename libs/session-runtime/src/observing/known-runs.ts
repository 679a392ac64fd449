import { keyOf } from '../key-of.js';
import type { Observed, RunKey } from '../session-runtime.js';

/** What listeners were told last of each run, so that each is told what is new to it and nothing twice. */
export class KnownRuns {
  private known = new Map<string, Observed>();
  private readonly listeners = new Set<(observed: Observed) => void>();

  get isListenedTo(): boolean {
    return this.listeners.size > 0;
  }

  get all(): readonly Observed[] {
    return [...this.known.values()];
  }

  of(run: RunKey): Observed | undefined {
    return this.known.get(keyOf(run));
  }

  /** Calls with each change until the returned function is called. */
  listen(listener: (observed: Observed) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** All that exists now: what is new or different is told, and that the rest is gone. */
  replace(observed: readonly Observed[]): void {
    const now = new Map(observed.map((run) => [keyOf(run), run]));
    const gone = [...this.known].filter(([key]) => !now.has(key)).map(([, run]) => goneOf(run));
    const changed = observed.filter((run) => !isSame(run, this.of(run)));
    this.known = now;
    for (const change of [...gone, ...changed]) this.tell(change);
  }

  /** Tells that a run does not exist, also to those who never heard that it did: they may wait for its end. */
  tellGone(run: RunKey): void {
    this.known.delete(keyOf(run));
    this.tell(goneOf(run));
  }

  close(): void {
    this.listeners.clear();
  }

  private tell(observed: Observed): void {
    for (const listener of this.listeners) listener(observed);
  }
}

function goneOf({ launchId, run }: RunKey): Observed {
  return { launchId, run, status: 'gone' };
}

function isSame(a: Observed, b: Observed | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
