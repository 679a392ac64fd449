import { BACKWARDS, END, EventStoreDBClient, FORWARDS, type RecordedEvent, START } from '@eventstore/db-client';
import { dispose } from './dispose.js';

/** An event of any stream, whoever wrote it, as it is stored. */
export interface LoggedEvent {
  readonly position: bigint;
  readonly stream: string;
  /** 2^63-1: the stream was deleted for good. */
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** The client parses what is JSON; what a program serialised comes out as it went in. */
const bytesOf = (value: unknown): Uint8Array => {
  if (value === undefined) return new Uint8Array();
  return value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
};

const loggedEvent = ({ streamId, created, ...event }: RecordedEvent, position: bigint): LoggedEvent => ({
  position,
  stream: streamId,
  revision: event.revision,
  id: event.id,
  type: event.type,
  created: created.getTime(),
  isJson: event.isJson,
  data: bytesOf(event.data),
  metadata: bytesOf(event.metadata),
});

const headOf = async (client: EventStoreDBClient): Promise<bigint> => {
  for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }))
    if (event !== undefined) return event.position.commit;
  return 0n;
};

/** Everything that the log held when the reading began, oldest first: a prefix of it, whatever is written meanwhile. */
export async function* readWholeLog(connectionString: string): AsyncGenerator<LoggedEvent> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    const head = await headOf(client);
    if (head === 0n) return;
    for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START })) {
      if (event === undefined) continue;
      const { commit: position } = event.position;
      if (position > head) return;
      yield loggedEvent(event, position);
    }
  } finally {
    await dispose(client);
  }
}
