import { EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';
import { type EventMetadata, fold, type Recorded } from '#libs/event-sourcing';
import { type Launch, type LaunchEvent, launch } from '#libs/launches';

/** An event as the event store has it, read with its own client: nothing of ours lies between. */
export interface LogEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: EventMetadata;
}

const groupBy = <T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return groups;
};

/** The domain's part of a log, in its order. */
export class RecordedLog {
  readonly streams: ReadonlyMap<string, readonly LogEvent[]>;
  /** By commandId. */
  readonly commands: ReadonlyMap<string, readonly LogEvent[]>;

  constructor(readonly events: readonly LogEvent[]) {
    this.streams = groupBy(events, ({ stream }) => stream);
    this.commands = groupBy(events, ({ metadata }) => metadata.commandId);
  }

  static async read(connectionString: string): Promise<RecordedLog> {
    const client = EventStoreDBClient.connectionString(connectionString);
    const events: LogEvent[] = [];
    try {
      for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START })) {
        if (event === undefined || !/^(project|sessions|launch|repository|inbox)-/.test(event.streamId)) continue;
        events.push({
          id: event.id,
          stream: event.streamId,
          revision: event.revision,
          position: event.position.commit,
          type: event.type,
          at: event.created.toISOString(),
          data: event.data as Readonly<Record<string, unknown>>,
          metadata: event.metadata as unknown as EventMetadata,
        });
      }
    } finally {
      await client.dispose();
    }
    return new RecordedLog(events);
  }

  get head(): bigint {
    return this.events.at(-1)?.position ?? 0n;
  }

  streamsOf(prefix: string): (readonly LogEvent[])[] {
    return [...this.streams].filter(([name]) => name.startsWith(prefix)).map(([, events]) => events);
  }

  launches(): Launch[] {
    return this.streamsOf('launch-').flatMap(
      (events) => fold(launch, events as unknown as Recorded<LaunchEvent>[]) ?? [],
    );
  }
}
