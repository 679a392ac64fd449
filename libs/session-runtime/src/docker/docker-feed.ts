import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { linesOf } from '../lines-of.js';
import { KnownRuns } from '../observing/known-runs.js';
import { SharedScan } from '../observing/shared-scan.js';
import type { Observed, RunKey } from '../session-runtime.js';

export interface DockerFeedParts {
  readonly docker: Docker;
  readonly look: () => Promise<Observed[]>;
  /** Whether an event, as the engine writes it, may be about something of ours. */
  readonly concerns: (event: string) => boolean;
  readonly onError: (error: unknown) => void;
}

const leastSettleMs = 10;
/** Engines lose events when they restart; a start of another process is told by none. */
const pollMs = 5_000;
const [firstPauseMs, longestPauseMs] = [200, 5_000];

/** The states of all runs as they change: an engine's events make it quick, looking at everything makes it sure. */
export class DockerFeed {
  private readonly known = new KnownRuns();
  private readonly scans = new SharedScan(() => this.scanOnce());
  private readonly closing = new AbortController();
  private following: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private dueAt = 0;
  private lastScanMs = 0;

  constructor(private readonly parts: DockerFeedParts) {}

  /** What exists now. Listeners hear of what changed before it resolves. */
  scan(): Promise<Observed[]> {
    return this.scans.run();
  }

  /** Calls with each change until the returned function is called. */
  listen(listener: (observed: Observed) => void): () => void {
    this.following ??= this.follow();
    return this.known.listen(listener);
  }

  tellGone(run: RunKey): void {
    this.known.tellGone(run);
  }

  /** Something may have changed. */
  scheduleScan(afterMs = leastSettleMs): void {
    if (this.closing.signal.aborted || !this.known.isListenedTo) return;
    const dueAt = performance.now() + afterMs;
    if (this.timer !== undefined && this.dueAt <= dueAt) return;
    clearTimeout(this.timer);
    this.dueAt = dueAt;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.scan()
        .catch(this.parts.onError)
        .then(() => this.scheduleScan(pollMs));
    }, afterMs);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.known.close();
    clearTimeout(this.timer);
    await this.following;
    await this.scans.finished();
  }

  private async scanOnce(): Promise<Observed[]> {
    const startedAt = performance.now();
    const observed = await this.parts.look();
    this.lastScanMs = performance.now() - startedAt;
    this.known.replace(observed);
    return observed;
  }

  /** Until closed, through every restart of the engine; what happened between two is found by looking. */
  private async follow(): Promise<void> {
    const { signal } = this.closing;
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      try {
        await this.read(
          await this.parts.docker.getEvents({ filters: { type: ['container', 'volume'] }, abortSignal: signal }),
        );
        pauseMs = firstPauseMs;
      } catch (error) {
        if (!isAborted(signal)) this.parts.onError(error);
      }
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  private async read(events: NodeJS.ReadableStream): Promise<void> {
    this.scheduleScan();
    for await (const line of linesOf(events)) if (this.parts.concerns(line)) this.scheduleScan(this.settleMs());
  }

  /** An engine with many containers takes long to list them, and tells tens of events of each that starts: it has more to do than that. */
  private settleMs(): number {
    return Math.max(leastSettleMs, 2 * this.lastScanMs);
  }
}

/** While it was waited for: the compiler remembers what it was before. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted;
}
