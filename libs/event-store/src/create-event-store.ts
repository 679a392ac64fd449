import { randomUUID } from 'node:crypto';
import { type EventData, EventStoreDBClient, FORWARDS, jsonEvent, type ReadStreamOptions } from '@eventstore/db-client';
import type {
  EventRegistry,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  LogMessage,
  Recorded,
  StoredEvent,
} from '#libs/event-sourcing';
import { dispose } from './dispose.js';
import { eventToAppend } from './event-to-append.js';
import { followLog } from './follow-log.js';
import { INSTALLATION_STREAM, installationId } from './installation.js';
import { LogEnd } from './log-end.js';
import { shareFollowing } from './share-following.js';
import { isNoStream, storeError } from './store-error.js';
import { storedEvent } from './stored-event.js';
import { within } from './within.js';

const PAGE = 500;

export interface EventStoreOptions {
  /** `esdb://host:port?tls=false`; several hosts or `esdb+discover://` for a cluster. */
  readonly connectionString: string;
  readonly registry: EventRegistry;
  /** Of the streams that are ours: `follow` yields their events, `head` is their newest; the registry's unless given. */
  readonly streamPrefixes?: readonly string[];
  /** How long an append may take unless its caller says; also each page of a read. Default 10 s. */
  readonly appendTimeoutMs?: number;
}

/** The log over EventStoreDB's protocol. Connects when first used; close it once. */
export const createEventStore = (options: EventStoreOptions): EventStore => shareFollowing(new EventStoreDb(options));

class EventStoreDb implements EventStore {
  private readonly client: EventStoreDBClient;
  private readonly registry: EventRegistry;
  private readonly timeoutMs: number;
  private readonly prefixes: readonly string[];
  private readonly end: LogEnd;
  private knownIdentity: string | undefined;

  constructor(private readonly options: EventStoreOptions) {
    this.client = this.connect();
    this.registry = options.registry;
    this.timeoutMs = options.appendTimeoutMs ?? 10_000;
    this.prefixes = options.streamPrefixes ?? options.registry.streamPrefixes;
    this.end = new LogEnd(this.client, this.prefixes, this.timeoutMs);
  }

  async read(
    stream: string,
    { from = 0n, maxCount = Infinity }: { from?: bigint; maxCount?: number } = {},
  ): Promise<Recorded[]> {
    const events: Recorded[] = [];
    while (events.length < maxCount) {
      const count = Math.min(PAGE, maxCount - events.length);
      const page = await this.page(stream, {
        direction: FORWARDS,
        fromRevision: from + BigInt(events.length),
        maxCount: count,
      });
      for (const event of page) events.push(this.registry.decode(event));
      if (page.length < count) break;
    }
    return events;
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
    { timeoutMs }: { timeoutMs?: number } = {},
  ): Promise<{ revision: bigint; position: bigint }> {
    return await this.write(
      stream,
      expected,
      events.map((event) => eventToAppend(stream, event)),
      timeoutMs ?? this.timeoutMs,
    );
  }

  async *follow(following: { after: bigint | undefined; signal: AbortSignal }): AsyncGenerator<LogMessage> {
    // Ending a subscription makes the client drop its connection: each has its own, so that it ends nobody else's.
    const client = this.connect();
    try {
      for await (const message of followLog(client, this.registry, this.prefixes, following)) {
        this.end.saw(message, following.after ?? 0n);
        yield message;
      }
    } finally {
      await dispose(client);
    }
  }

  async head(): Promise<bigint> {
    try {
      return await this.end.newest();
    } catch (error) {
      throw storeError(error, 'reading the end of the log');
    }
  }

  async identity(): Promise<string> {
    this.knownIdentity ??= await installationId({
      first: async () =>
        (await this.page(INSTALLATION_STREAM, { direction: FORWARDS, fromRevision: 0n, maxCount: 1 }))[0]?.data,
      create: async (type, data) => {
        await this.write(
          INSTALLATION_STREAM,
          'no_stream',
          [jsonEvent({ id: randomUUID(), type, data })],
          this.timeoutMs,
        );
      },
    });
    return this.knownIdentity;
  }

  close(): Promise<void> {
    return dispose(this.client);
  }

  private connect(): EventStoreDBClient {
    return EventStoreDBClient.connectionString(this.options.connectionString);
  }

  private async write(
    stream: string,
    expected: ExpectedRevision,
    events: EventData[],
    timeoutMs: number,
  ): Promise<{ revision: bigint; position: bigint }> {
    const doing = `appending to ${stream}`;
    try {
      const appended = this.client.appendToStream(stream, events, { expectedRevision: expected, deadline: timeoutMs });
      const { nextExpectedRevision, position } = await within(timeoutMs, doing, appended);
      return { revision: nextExpectedRevision, position: position?.commit ?? 0n };
    } catch (error) {
      throw storeError(error, doing);
    }
  }

  private async page(stream: string, options: ReadStreamOptions): Promise<StoredEvent[]> {
    const doing = `reading ${stream}`;
    const reading = this.client.readStream(stream, options);
    const collect = async (): Promise<StoredEvent[]> => {
      const page: StoredEvent[] = [];
      for await (const { event } of reading) if (event !== undefined) page.push(storedEvent(event));
      return page;
    };
    try {
      return await within(this.timeoutMs, doing, collect());
    } catch (error) {
      if (isNoStream(error)) return [];
      throw storeError(error, doing);
    }
  }
}
