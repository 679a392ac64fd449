import type { EventToAppend, Recorded } from '../events/event.js';
import { type EventRegistry, type StoredEvent, UnreadableEventError } from '../events/event-registry.js';
import {
  type EventStore,
  EventStoreUnavailableError,
  type ExpectedRevision,
  type LogMessage,
  WrongExpectedRevisionError,
} from '../events/event-store.js';
import { isOurs } from '../events/is-ours.js';
import { freeze } from './freeze.js';

/** The log in memory, with what only a test wants of it. */
export interface MemoryEventStore extends EventStore {
  /** Everything, oldest first, as stored. */
  readonly log: readonly StoredEvent[];
  /** Puts an event into the log that no program of today would write, or another program into a stream of its own. */
  plant(stream: string, event: { type: string; data: unknown; metadata?: object }): StoredEvent;
  /** Cuts every follower's connection, as a restarting server does. */
  disconnect(): void;
}

const revisionOf = (expected: ExpectedRevision): bigint => (expected === 'no_stream' ? -1n : expected);

/**
 * An EventStore without a server, for fast specs: the same revision rules, idempotent repeats, filtered live following. It
 * differs from the real ones in speed, in the shape of its positions (multiples of 100), and in forgetting everything.
 */
export const createMemoryEventStore = (
  registry: EventRegistry,
  clock: () => Date = () => new Date(),
): MemoryEventStore => new InMemory(registry, clock);

class InMemory implements MemoryEventStore {
  readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly wake = new Set<() => void>();
  private generation = 0;
  private closed = false;

  constructor(
    private readonly registry: EventRegistry,
    private readonly clock: () => Date,
  ) {}

  read(
    stream: string,
    { from = 0n, maxCount = Infinity }: { from?: bigint; maxCount?: number } = {},
  ): Promise<Recorded[]> {
    return this.answer(() =>
      (this.streams.get(stream) ?? [])
        .filter((event) => event.revision >= from)
        .slice(0, maxCount)
        .map((event) => this.registry.decode(event)),
    );
  }

  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<{ revision: bigint; position: bigint }> {
    return this.answer(() => {
      const stored = this.streams.get(stream) ?? [];
      const last = BigInt(stored.length) - 1n;
      const at = revisionOf(expected);
      if (at < last && this.isRepeat(stored, at, events)) return this.endOf(stored, at + BigInt(events.length));
      if (at !== last)
        throw new WrongExpectedRevisionError(
          `${stream} is at revision ${String(last)}, expected was ${String(expected)}`,
        );
      for (const event of events) this.put(stream, event);
      this.announce();
      return this.endOf(this.streams.get(stream) ?? [], at + BigInt(events.length));
    });
  }

  async *follow({ after, signal }: { after: bigint | undefined; signal: AbortSignal }): AsyncGenerator<LogMessage> {
    const { generation } = this;
    let next = this.log.findIndex((event) => event.position > (after ?? 0n));
    if (next === -1) next = this.log.length;
    let caughtUp = false;
    while (!signal.aborted) {
      this.checkConnected(generation);
      const event = this.log[next];
      if (event !== undefined) {
        next += 1;
        yield isOurs(event.stream, this.registry.streamPrefixes)
          ? this.message(event)
          : { kind: 'checkpoint', position: event.position };
      } else if (caughtUp) {
        await this.change(signal);
      } else {
        caughtUp = true;
        yield { kind: 'caughtUp' };
      }
    }
  }

  head(): Promise<bigint> {
    return this.answer(
      () => this.log.findLast(({ stream }) => isOurs(stream, this.registry.streamPrefixes))?.position ?? 0n,
    );
  }

  identity(): Promise<string> {
    return Promise.resolve('memory');
  }

  close(): Promise<void> {
    this.closed = true;
    this.disconnect();
    return Promise.resolve();
  }

  plant(
    stream: string,
    { type, data, metadata = {} }: { type: string; data: unknown; metadata?: object },
  ): StoredEvent {
    const id = `planted-${this.log.length}`;
    const stored = this.put(stream, {
      id,
      type,
      data: data as object,
      metadata: metadata as EventToAppend['metadata'],
    });
    this.announce();
    return stored;
  }

  disconnect(): void {
    this.generation += 1;
    this.announce();
  }

  private put(stream: string, { id, type, data, metadata }: EventToAppend): StoredEvent {
    const events = this.streams.get(stream) ?? [];
    const stored: StoredEvent = freeze({
      id,
      type,
      stream,
      revision: BigInt(events.length),
      position: BigInt(this.log.length + 1) * 100n,
      at: this.clock().toISOString(),
      // As after a trip over the wire.
      data: JSON.parse(JSON.stringify(data)) as unknown,
      metadata: JSON.parse(JSON.stringify(metadata)) as EventToAppend['metadata'],
    });
    this.streams.set(stream, [...events, stored]);
    this.log.push(stored);
    return stored;
  }

  private isRepeat(stored: readonly StoredEvent[], at: bigint, events: readonly EventToAppend[]): boolean {
    return events.length > 0 && events.every((event, index) => stored[Number(at) + 1 + index]?.id === event.id);
  }

  private endOf(stored: readonly StoredEvent[], revision: bigint): { revision: bigint; position: bigint } {
    return { revision, position: stored[Number(revision)]?.position ?? 0n };
  }

  private message(event: StoredEvent): LogMessage {
    try {
      return { kind: 'event', event: this.registry.decode(event) };
    } catch (error) {
      if (!(error instanceof UnreadableEventError)) throw error;
      return { kind: 'unreadable', error };
    }
  }

  private announce(): void {
    for (const wake of [...this.wake]) wake();
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.wake.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.wake.add(done);
      signal.addEventListener('abort', done);
    });
  }

  private checkConnected(generation: number): void {
    if (this.closed) throw new EventStoreUnavailableError('the event store is closed');
    if (generation !== this.generation) throw new EventStoreUnavailableError('the connection was cut');
  }

  /** Asynchronous like a server, so that races show in specs too. */
  private async answer<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    this.checkConnected(this.generation);
    return work();
  }
}
