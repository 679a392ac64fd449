/** Something that happened, as a domain writes it: a stable type name and plain JSON data. */
export interface Event<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** Who or what caused an event, and by which command. `$`-keys are the names that EventStoreDB's own tools read. */
export interface EventMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly commandId: string;
  /** Of the command's data; the same command id with another body is a client's mistake. */
  readonly bodyHash: string;
  /** An opaque user id, or `system:<part>`. Never a name. */
  readonly actor: string;
  readonly schemaVersion: number;
}

/** Where and when the log holds an event. */
export interface Recording {
  readonly id: string;
  readonly stream: string;
  /** 0-based place in its stream. */
  readonly revision: bigint;
  /** Place in the whole log: opaque, strictly increasing, with gaps. */
  readonly position: bigint;
  /** The store's own time, RFC 3339 UTC. */
  readonly at: string;
  readonly metadata: EventMetadata;
}

/** An event read back from the log, in its newest version. Distributes over a union of events. */
export type Recorded<E extends Event = Event> = E extends Event ? E & Recording : never;

/** An event on its way into the log. */
export interface EventToAppend extends Event {
  readonly id: string;
  readonly metadata: EventMetadata;
}
