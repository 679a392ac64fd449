import type { EventStore, LogMessage } from '../events/event-store.js';

export interface BatchedFollowing {
  readonly after: bigint | undefined;
  readonly signal: AbortSignal;
  /** At most this many messages in a batch, and as many again waiting. */
  readonly batchSize: number;
}

/** Reads ahead of whoever takes, and no further than its bound. */
class Inbox {
  private messages: LogMessage[] = [];
  /** The source has been at the log's end. */
  private isLive = false;
  private ended = false;
  private failure: unknown;
  private changed: () => void = () => undefined;

  constructor(private readonly bound: number) {}

  async fill(source: AsyncIterable<LogMessage>): Promise<void> {
    try {
      for await (const message of source) {
        this.messages.push(message);
        this.isLive ||= message.kind === 'caughtUp';
        if (this.isEnough()) this.changed();
        while (this.messages.length >= this.bound && !this.ended) await this.change();
        if (this.ended) return;
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.end();
    }
  }

  /** What is there, once it is enough; undefined at the end. Throws what the source threw, after its last message. */
  async take(): Promise<LogMessage[] | undefined> {
    while (!this.isEnough() && !this.ended) await this.change();
    const taken = this.messages;
    if (taken.length === 0 && this.failure !== undefined) throw this.failure as Error;
    this.messages = [];
    this.changed();
    return taken.length === 0 ? undefined : taken;
  }

  end(): void {
    this.ended = true;
    this.changed();
  }

  private isEnough(): boolean {
    return this.messages.length >= (this.isLive ? 1 : this.bound);
  }

  /** One waits at a time: the taker for messages, or the filler for room. */
  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.changed = resolve;
    });
  }
}

/**
 * The log's messages in batches. Until the log's end is reached they are full, so that a document that many events are about is
 * written once. From then on a batch is whatever came while the one before was worked on: a single message is one at once, so that
 * latency stays low, and under load batches grow by themselves.
 */
export async function* followInBatches(
  store: Pick<EventStore, 'follow'>,
  { after, signal, batchSize }: BatchedFollowing,
): AsyncGenerator<LogMessage[]> {
  const hangUp = new AbortController();
  const inbox = new Inbox(batchSize);
  const filled = inbox.fill(store.follow({ after, signal: AbortSignal.any([signal, hangUp.signal]) }));
  try {
    for (let batch = await inbox.take(); batch !== undefined; batch = await inbox.take()) yield batch;
  } finally {
    hangUp.abort();
    inbox.end();
    await filled;
  }
}
