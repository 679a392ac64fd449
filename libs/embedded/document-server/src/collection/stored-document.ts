import { type Doc, viewOf } from '../bson/document.js';

/** One document in memory: its bytes as they are on disk, decoded only when asked. */
export interface StoredDocument {
  /** Its row on disk; also the natural order. */
  readonly row: number;
  readonly idKey: string;
  bytes: Uint8Array;
}

export const viewOfStored = (stored: StoredDocument): Doc => viewOf(stored.bytes);
