/** An event a client asks to append. Data and metadata are opaque bytes; an empty array means none. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event of the log. `position` orders all events, `revision` those of its stream; `created` is in ms since 1970. */
export interface RecordedEvent extends ProposedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly created: number;
}

/** The revision of `$streamDeleted`, the last event of a tombstoned stream. It stands for 2^63-1 on the wire. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER;
