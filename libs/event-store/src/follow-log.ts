import { addAbortSignal, type Transform } from 'node:stream';
import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import {
  type EventRegistry,
  EventStoreUnavailableError,
  type LogMessage,
  type StoredEvent,
  UnreadableEventError,
} from '#libs/event-sourcing';
import { storeError } from './store-error.js';
import { storedEvent } from './stored-event.js';

/** Messages that the client holds before it stops reading from the server. */
const BUFFERED = 500;
/** × 32: events looked at between two checkpoints while nothing matches. */
const CHECKPOINT_INTERVAL = 8;
/** A server that has found nothing says "the end", in numbers that nothing can resume from. */
const NO_POSITION = 2n ** 63n;

export interface Following {
  readonly after: bigint | undefined;
  readonly signal: AbortSignal;
}

type Item = AllStreamResolvedEvent | LogMessage;

const decoded = (registry: EventRegistry, stored: StoredEvent): LogMessage => {
  try {
    return { kind: 'event', event: registry.decode(stored) };
  } catch (error) {
    if (!(error instanceof UnreadableEventError)) throw error;
    return { kind: 'unreadable', error };
  }
};

const messageOf = (item: Item, registry: EventRegistry): LogMessage | undefined => {
  if ('kind' in item) return item;
  // A link to an event that is gone.
  if (item.event === undefined) return undefined;
  return decoded(registry, storedEvent(item.event));
};

/**
 * The client reports checkpoints and "caught up" beside the stream, ahead of events that wait in its buffer. Pushed into the
 * stream itself they keep their place in the order.
 */
const subscribe = (
  client: EventStoreDBClient,
  prefixes: readonly string[],
  after: bigint | undefined,
): AllStreamSubscription => {
  const inOrder = (message: LogMessage): void => {
    (subscription as unknown as Transform).push(message);
  };
  const checkpointReached = (_: unknown, { commit }: Position): void => {
    if (commit < NO_POSITION) inOrder({ kind: 'checkpoint', position: commit });
  };
  const subscription = client.subscribeToAll(
    {
      fromPosition: after === undefined || after === 0n ? START : { commit: after, prepare: after },
      filter: streamNameFilter({ prefixes: [...prefixes], checkpointInterval: CHECKPOINT_INTERVAL, checkpointReached }),
    },
    { highWaterMark: BUFFERED },
  );
  subscription.on('caughtUp', () => {
    inOrder({ kind: 'caughtUp' });
  });
  return subscription;
};

const cancel = async (subscription: AllStreamSubscription): Promise<void> => {
  try {
    await subscription.unsubscribe();
  } catch {
    // It never came to be: there is nothing to cancel.
  }
};

/** The events of these streams after a position, then live; one subscription, always cancelled in the end. */
export async function* followLog(
  client: EventStoreDBClient,
  registry: EventRegistry,
  prefixes: readonly string[],
  { after, signal }: Following,
): AsyncGenerator<LogMessage> {
  if (signal.aborted) return;
  const subscription = subscribe(client, prefixes, after);
  // Errors reach us through the iteration; one that comes later must not bring the process down.
  subscription.on('error', () => undefined);
  try {
    addAbortSignal(signal, subscription as unknown as Transform);
    for await (const item of subscription as AsyncIterable<Item>) {
      const message = messageOf(item, registry);
      if (message !== undefined) yield message;
    }
    throw new EventStoreUnavailableError('following the log: the event store ended the subscription');
  } catch (error) {
    // Aborted from outside while a message is waited for: the end that was asked for. (It is read anew: awaits lie between.)
    if (!(signal as { aborted: boolean }).aborted) throw storeError(error, 'following the log');
  } finally {
    await cancel(subscription);
  }
}
