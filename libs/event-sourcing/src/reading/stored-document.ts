/** A read model's document as the projector keeps it. */
export interface StoredDocument {
  readonly id: string;
  /** Of the last event that changed it; an event at or before it changes nothing more. */
  readonly position: bigint;
  /** Undefined: removed; the rest stays as a tombstone, so that a replayed event cannot bring it back. */
  readonly doc: object | undefined;
  /** The projection threw on the event at `position`; later events are skipped. Repaired by a new version. */
  readonly broken?: { readonly position: bigint; readonly error: string } | undefined;
}
