import type { RecordedEvent } from '@eventstore/db-client';
import type { StoredEvent } from '#libs/event-sourcing';

/** Servers since 22.6 give the position also on stream reads; before, there is none to give. */
export const storedEvent = (event: RecordedEvent): StoredEvent => ({
  id: event.id,
  type: event.type,
  stream: event.streamId,
  revision: event.revision,
  position: event.position?.commit ?? 0n,
  at: event.created.toISOString(),
  data: event.data,
  metadata: event.metadata as unknown as StoredEvent['metadata'],
});
