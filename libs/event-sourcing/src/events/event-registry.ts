import type { z } from 'zod';
import type { Event, Recorded, Recording } from './event.js';

/** Turns the data of version n into that of version n + 1. Pure; never removed once an event of version n was stored. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** One event type: how its newest version looks, and how older ones become it (`upcasters[0]` is 1 → 2). */
export interface EventDefinition {
  readonly schema: z.ZodType<object>;
  readonly upcasters?: readonly Upcaster[];
}

/** Every event type of one kind of stream: made by `eventFamily`. */
export interface EventFamily<E extends Event = Event> {
  /** `project-` or, for a stream of which there is one, its whole name. */
  readonly streamPrefix: string;
  readonly definitions: { readonly [T in E['type']]: EventDefinition };
}

/** An event on disk, before anything is trusted. */
export interface StoredEvent extends Recording {
  readonly type: string;
  readonly data: unknown;
}

/** An event on disk that this version of the program cannot read: unknown type, newer version, or data that does not fit. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';

  constructor(
    readonly event: StoredEvent,
    readonly reason: string,
  ) {
    super(
      `event ${event.revision}@${event.stream} (${event.type}, position ${event.position}) cannot be read: ${reason}`,
    );
  }
}

/** The one place that knows every event type: version numbers for writing, upcasting and decoding for reading. */
export interface EventRegistry {
  readonly streamPrefixes: readonly string[];
  readonly types: readonly string[];
  /** The version that is written today. Throws on an unknown type: a programmer's mistake. */
  schemaVersion(type: string): number;
  /** Throws where an event about to be written could not be read back: a programmer's mistake that must not reach the log. */
  check(event: Event): void;
  /** Throws UnreadableEventError. */
  decode(stored: StoredEvent): Recorded;
}
