import type { Observed, RunKey, RunSpec, SessionRuntime } from '#libs/session-runtime';

const keyOf = ({ launchId, run }: RunKey): string => `${launchId}/${run}`;

/** A SessionRuntime that costs nothing: what it is told is done at once, but what it is told to hold up. Counts who asks for all. */
export class BenchRuntime implements SessionRuntime {
  lists = 0;
  /** Runs whose start was asked for, the held ones too. */
  asked = 0;
  readonly ended = new Set<string>();
  /** Launches whose start is never answered. */
  readonly held = new Set<string>();
  private readonly runs = new Map<string, Observed>();
  private news: Observed[] = [];
  private wake = (): void => undefined;

  isReady({ launchId, run }: RunKey): void {
    this.becomes({ launchId, run, status: 'ready', commits: [], warnings: [] });
  }

  ensure(spec: RunSpec): Promise<void> {
    this.asked += 1;
    if (this.held.has(spec.launchId)) return new Promise(() => undefined);
    this.isReady(spec);
    return Promise.resolve();
  }

  list(): Promise<Observed[]> {
    this.lists += 1;
    return Promise.resolve([...this.runs.values()]);
  }

  look(launchId: string): Promise<Observed[]> {
    const found = this.runs.get(launchId);
    return Promise.resolve(found === undefined ? [] : [found]);
  }

  async *observe(signal: AbortSignal): AsyncIterable<Observed> {
    this.news = [...this.runs.values()];
    signal.addEventListener('abort', () => this.wake(), { once: true });
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      const told = this.news;
      this.news = [];
      yield* told;
      if (this.news.length === 0 && !isOver())
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
    }
  }

  end(run: RunKey): Promise<void> {
    this.ended.add(keyOf(run));
    this.runs.delete(run.launchId);
    this.tell({ launchId: run.launchId, run: run.run, status: 'gone' });
    return Promise.resolve();
  }

  discard(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  hasEnded(run: RunKey): boolean {
    return this.ended.has(keyOf(run));
  }

  private becomes(observed: Observed): void {
    this.runs.set(observed.launchId, observed);
    this.tell(observed);
  }

  private tell(observed: Observed): void {
    this.news.push(observed);
    this.wake();
  }
}
