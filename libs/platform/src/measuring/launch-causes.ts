import type { EventStore, LogMessage, Recorded } from '#libs/event-sourcing';

interface Cause {
  readonly correlationId: string;
  readonly causeId: string;
}

const KEPT = 10_000;

const asking: ReadonlySet<string> = new Set([
  ...['SessionLaunched', 'SessionResumeRequested', 'SessionPauseRequested', 'SessionStopRequested'],
]);

/** Because of which event the runtime is told something of a run, as this process has followed the log; the newest runs are kept. */
export class LaunchCauses {
  private readonly causes = new Map<string, Cause>();

  private see({ type, id, data, metadata }: Recorded): void {
    if (!asking.has(type)) return;
    const { launchId, run } = data as { launchId: string; run: number };
    const key = `${launchId} ${run}`;
    this.causes.delete(key);
    this.causes.set(key, { correlationId: metadata.$correlationId, causeId: id });
    const [eldest] = this.causes.keys();
    if (this.causes.size > KEPT && eldest !== undefined) this.causes.delete(eldest);
  }

  /** The log for whoever tells the runtime. What others follow, such as a rebuild from its beginning, is no news. */
  seenIn(store: EventStore): EventStore {
    return {
      read: (...args) => store.read(...args),
      append: (...args) => store.append(...args),
      follow: (following) => this.follow(store, following),
      head: () => store.head(),
      identity: () => store.identity(),
      close: () => store.close(),
    };
  }

  of({ launchId, run }: { readonly launchId: string; readonly run: number }): Cause | undefined {
    return this.causes.get(`${launchId} ${run}`);
  }

  private async *follow(store: EventStore, following: Parameters<EventStore['follow']>[0]): AsyncGenerator<LogMessage> {
    for await (const message of store.follow(following)) {
      if (message.kind === 'event') this.see(message.event);
      yield message;
    }
  }
}
