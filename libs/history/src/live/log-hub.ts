import { type EventStore, type Log, positionOf, type Recorded, supervise, systemTiming } from '#libs/event-sourcing';

export interface LogHubOptions {
  readonly store: EventStore;
  readonly log: Log;
}

type Listener = (event: Recorded) => void;

/**
 * Follows the log once for all live feeds, caches and remembered states of a process. After a lost connection it goes on where it was,
 * so its listeners see every event once and in order.
 */
export class LogHub {
  private readonly listeners = new Set<Listener>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private reached: bigint | undefined;
  private live = false;

  constructor(private readonly options: LogHubOptions) {}

  /** Everything up to here was handed to the listeners. */
  get position(): bigint {
    return this.reached ?? 0n;
  }

  /** It is connected and has been at the log's end. */
  get caughtUp(): boolean {
    return this.live;
  }

  /** Starts at the log's present end. */
  start(): void {
    const { log } = this.options;
    const onFailure = (): void => {
      this.live = false;
    };
    const supervision = { name: 'log-following', signal: this.stopping.signal, timing: systemTiming, log, onFailure };
    this.running ??= supervise(() => this.follow(), supervision);
  }

  /** To every event: whoever cares for one project listens by ProjectChannels. Returns how to stop listening. */
  attach(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One listener's mistake is its own. */
  private deliver(event: Recorded): void {
    for (const listener of this.listeners)
      try {
        listener(event);
      } catch (error) {
        this.options.log.error({ position: String(event.position), err: error }, 'log-following: a listener failed');
      }
  }

  private async follow(): Promise<void> {
    const { store } = this.options;
    this.live = false;
    this.reached ??= await store.head();
    for await (const message of store.follow({ after: this.reached, signal: this.stopping.signal })) {
      if (message.kind === 'caughtUp') this.live = true;
      if (message.kind === 'event') this.deliver(message.event);
      if (message.kind === 'unreadable')
        this.options.log.error(
          { stream: message.error.event.stream, err: message.error },
          'log-following: event cannot be read',
        );
      this.reached = positionOf(message) ?? this.reached;
    }
  }
}
