import type { Event, EventMetadata, Recorded, Recording } from '../events/event.js';
import { freeze } from './freeze.js';

/** What a spec says about where and when its event was recorded; the rest is filled in. */
export type RecordingOverrides = Partial<Omit<Recording, 'metadata'>> & { readonly metadata?: Partial<EventMetadata> };

/** An event with or without details of its recording. Distributes over a union of events. */
export type Given<E extends Event = Event> = E extends Event ? E & RecordingOverrides : never;

/** An event of which a spec cares how it was recorded: `recorded(event, { at: '2026-05-01T00:00:00Z' })`. */
export const recorded = <E extends Event>(event: E, overrides: RecordingOverrides): Given<E> =>
  ({ ...event, ...overrides }) as unknown as Given<E>;

const uuid = (kind: number, n: number): string => `00000000-0000-400${kind}-8000-${String(n).padStart(12, '0')}`;

const EPOCH = Date.UTC(2026, 0, 1);

/**
 * The events as the log would give them back, filled in deterministically: the n-th event (from 1) has position 100 × n,
 * is one second after the one before (the first at 2026-01-01T00:00:01Z), and has the next revision of its stream
 * (`stream-1` unless it says otherwise), a command id of its own, and the actor `someone`. Frozen.
 */
export const recordings = <E extends Event>(...events: readonly Given<E>[]): Recorded<E>[] => {
  const revisions = new Map<string, bigint>();
  return events.map((event, index) => {
    const given = event as Event & RecordingOverrides;
    const n = index + 1;
    const stream = given.stream ?? 'stream-1';
    const revision = given.revision ?? (revisions.get(stream) ?? -1n) + 1n;
    revisions.set(stream, revision);
    return freeze({
      id: uuid(1, n),
      position: BigInt(n) * 100n,
      at: new Date(EPOCH + n * 1000).toISOString(),
      ...given,
      stream,
      revision,
      metadata: {
        $correlationId: uuid(2, n),
        $causationId: uuid(3, n),
        commandId: uuid(3, n),
        bodyHash: 'body',
        actor: 'someone',
        schemaVersion: 1,
        ...given.metadata,
      },
    }) as unknown as Recorded<E>;
  });
};
