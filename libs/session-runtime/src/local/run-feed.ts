import { type FSWatcher, watch } from 'node:fs';
import { KnownRuns } from '../observing/known-runs.js';
import { SharedScan } from '../observing/shared-scan.js';
import type { Observed, RunKey } from '../session-runtime.js';
import type { DataDirectory } from './data-directory.js';
import type { RunDirectory } from './run-directory.js';
import { tendRun } from './tend-run.js';

const pollMs = 1000;
/** An end is a process's exit, which changes no file. */
const stoppingPollMs = 50;
const settleMs = 10;

/**
 * The states of all runs as they change. File watching makes it quick, a slow poll makes it sure: notifications get lost,
 * and a killed process changes no file.
 */
export class RunFeed {
  private readonly known = new KnownRuns();
  private readonly scans = new SharedScan(() => this.scanOnce());
  private readonly watchers = new Map<string, FSWatcher>();
  private timer: NodeJS.Timeout | undefined;
  private dueAt = 0;
  private isClosed = false;

  constructor(
    private readonly data: DataDirectory,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What exists now. Listeners hear of what changed before it resolves. */
  scan(): Promise<Observed[]> {
    return this.scans.run();
  }

  /** What exists now of one launch. */
  async look(launchId: string): Promise<Observed[]> {
    const observed = await Promise.all((await this.data.runsOf(launchId)).map((run) => this.tend(run)));
    return observed.filter((run) => run !== undefined);
  }

  /** Calls with each change until the returned function is called. */
  listen(listener: (observed: Observed) => void): () => void {
    const unlisten = this.known.listen(listener);
    this.scheduleScan(0);
    return () => {
      unlisten();
      if (!this.known.isListenedTo) this.stopWatching();
    };
  }

  /** Tells that a run does not exist, also to those who never heard that it did: they may wait for its end. */
  tellGone(run: RunKey): void {
    this.known.tellGone(run);
  }

  /** Scans soon if anybody listens. */
  scheduleScan(afterMs: number): void {
    if (this.isClosed || !this.known.isListenedTo) return;
    const dueAt = performance.now() + afterMs;
    if (this.timer !== undefined && this.dueAt <= dueAt) return; // A change that was just noticed is not put off.
    clearTimeout(this.timer);
    this.dueAt = dueAt;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.scan()
        .catch(this.onError)
        .then(() => this.scheduleScan(this.isAnyStopping() ? stoppingPollMs : pollMs));
    }, afterMs);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.known.close();
    this.stopWatching();
    await this.scans.finished();
    this.stopWatching();
  }

  private async scanOnce(): Promise<Observed[]> {
    const runs = await this.data.allRuns();
    this.watchOnly(new Set([this.data.sessions, ...runs.map(({ path }) => path)]));
    const observed = (await Promise.all(runs.map((run) => this.tend(run)))).filter((run) => run !== undefined);
    this.known.replace(observed);
    return observed;
  }

  /** One run that cannot be read must not hide the others; what was last known of it stands. */
  private async tend(directory: RunDirectory): Promise<Observed | undefined> {
    try {
      return await tendRun(directory);
    } catch (error) {
      this.onError(error);
      return this.known.of(directory.key);
    }
  }

  private isAnyStopping(): boolean {
    return this.known.all.some((run) => run.status === 'starting' && run.phase === 'stopping');
  }

  private watchOnly(paths: ReadonlySet<string>): void {
    if (!this.known.isListenedTo) return;
    for (const [path, watcher] of this.watchers) {
      if (!paths.has(path)) {
        watcher.close();
        this.watchers.delete(path);
      }
    }
    for (const path of paths) if (!this.watchers.has(path)) this.watchPath(path);
  }

  private watchPath(path: string): void {
    try {
      const watcher = watch(path, () => this.scheduleScan(settleMs));
      watcher.on('error', () => watcher.close());
      this.watchers.set(path, watcher);
    } catch {
      // Gone, or this computer allows no more watches: the poll sees it.
    }
  }

  private stopWatching(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }
}
