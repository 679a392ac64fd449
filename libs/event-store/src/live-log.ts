import { type EventStore, EventStoreUnavailableError, type LogMessage, positionOf } from '#libs/event-sourcing';

/** Messages kept for those who are a little behind; twice as many for a moment. */
const KEPT = 1_000;

/** One subscription at the log's end and its newest messages, for everybody in this process who has come that far. */
export class LiveLog {
  private readonly messages: LogMessage[] = [];
  /** How many were kept once and are no more. */
  private dropped = 0;
  private followers = 0;
  private readonly ending = new AbortController();
  private ended: Error | undefined;
  private changed: Promise<void> | undefined;
  private announce: () => void = () => undefined;
  private keptFrom: bigint;
  /** Resolves when the subscription is over, however it ended. */
  readonly closed: Promise<void>;

  /** Everything after `start` is asked of the store. `onEnd`: nobody can join any more. */
  constructor(
    store: Pick<EventStore, 'follow'>,
    start: bigint,
    private readonly onEnd: () => void,
  ) {
    this.keptFrom = start;
    this.closed = this.fill(store.follow({ after: start, signal: this.ending.signal }));
  }

  /** Everything after this position is here. */
  get start(): bigint {
    return this.keptFrom;
  }

  /**
   * What comes after `position`, until the signal aborts; returns how far it came where it was left behind by what is kept.
   * The last one to leave ends the subscription. Throws what the subscription throws, after everything before it.
   */
  async *from(position: bigint, signal: AbortSignal): AsyncGenerator<LogMessage, bigint> {
    const wake = (): void => this.wake();
    signal.addEventListener('abort', wake);
    this.followers += 1;
    try {
      return yield* this.deliver(position, signal);
    } finally {
      signal.removeEventListener('abort', wake);
      this.followers -= 1;
      if (this.followers === 0) await this.end();
    }
  }

  end(): Promise<void> {
    this.onEnd();
    this.ending.abort();
    return this.closed;
  }

  private async *deliver(after: bigint, signal: AbortSignal): AsyncGenerator<LogMessage, bigint> {
    let position = after;
    let next = this.dropped;
    while (!signal.aborted && next >= this.dropped) {
      const message = this.messages[next - this.dropped];
      if (message === undefined) {
        if (this.ended !== undefined) throw this.ended;
        await this.change();
        continue;
      }
      next += 1;
      const at = positionOf(message);
      // whoever joins may be ahead of this subscription
      if (at !== undefined && at <= position) continue;
      position = at ?? position;
      yield message;
    }
    return position;
  }

  private async fill(source: AsyncIterable<LogMessage>): Promise<void> {
    try {
      for await (const message of source) this.take(message);
      this.ended = new EventStoreUnavailableError('following the log: the event store was closed');
    } catch (error) {
      this.ended = error as Error;
    } finally {
      this.onEnd();
      this.wake();
    }
  }

  private take(message: LogMessage): void {
    this.messages.push(message);
    if (this.messages.length >= 2 * KEPT) {
      for (const old of this.messages.splice(0, KEPT)) this.keptFrom = positionOf(old) ?? this.keptFrom;
      this.dropped += KEPT;
    }
    this.wake();
  }

  private change(): Promise<void> {
    this.changed ??= new Promise((resolve) => {
      this.announce = resolve;
    });
    return this.changed;
  }

  private wake(): void {
    this.changed = undefined;
    this.announce();
  }
}
