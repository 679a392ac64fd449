import {
  type EventRegistry,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type LogMessage,
  type Recorded,
  type StoredEvent,
  WrongExpectedRevisionError,
} from '#libs/event-sourcing';

/** An event store that costs next to nothing: streams in a map. Like the real one it decodes what is read. */
export class MemoryLog implements EventStore {
  private readonly streams = new Map<string, StoredEvent[]>();
  private position = 0n;

  constructor(private readonly registry: EventRegistry) {}

  read(stream: string, { from = 0n }: { from?: bigint } = {}): Promise<Recorded[]> {
    const stored = this.streams.get(stream) ?? [];
    return Promise.resolve(stored.slice(Number(from)).map((event) => this.registry.decode(event)));
  }

  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<{ revision: bigint; position: bigint }> {
    const stored = this.streams.get(stream) ?? [];
    if (BigInt(stored.length) - 1n !== (expected === 'no_stream' ? -1n : expected))
      return Promise.reject(new WrongExpectedRevisionError(stream));
    const at = new Date().toISOString();
    for (const { id, type, data, metadata } of events) {
      this.position += 1n;
      const revision = BigInt(stored.length);
      stored.push({ id, type, data, metadata, stream, revision, position: this.position, at });
    }
    this.streams.set(stream, stored);
    return Promise.resolve({ revision: BigInt(stored.length) - 1n, position: this.position });
  }

  follow(): AsyncIterable<LogMessage> {
    throw new Error('nobody follows this log');
  }

  head(): Promise<bigint> {
    return Promise.resolve(this.position);
  }

  identity(): Promise<string> {
    return Promise.resolve('memory');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
