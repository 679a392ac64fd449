import type { EventStore, StoredEvent } from '#libs/event-sourcing';

/** The events after a position, up to the end that the log has now. The store has to read them `asStored`. */
export async function* storedEvents(
  log: Pick<EventStore, 'follow'>,
  { after, signal }: { readonly after: bigint; readonly signal: AbortSignal },
): AsyncGenerator<StoredEvent> {
  for await (const message of log.follow({ after, signal })) {
    if (message.kind === 'caughtUp') return;
    if (message.kind === 'unreadable') throw message.error;
    if (message.kind === 'event') yield message.event;
  }
}
