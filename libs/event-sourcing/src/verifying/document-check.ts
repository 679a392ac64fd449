import type { DocumentStore } from '../projecting/remember-documents.js';
import type { StoredDocument } from '../reading/stored-document.js';

/**
 * `missing`: the log tells of it, and it is not stored. `extra`: it is stored, and the log does not tell of it. `broken`: its projection, or
 * the database, refused an event.
 */
export type Fault = 'missing' | 'extra' | 'different' | 'broken';

export interface DocumentFault {
  readonly id: string;
  readonly fault: Fault;
}

/**
 * Compares one collection with what the log says of it. It is fed like a collection: first all events up to a position that the
 * collection has seen; then it looks at what is stored; then it is fed, event by event, what came up to the newest document that it saw.
 */
export interface DocumentCheck extends DocumentStore {
  /** Before the first document is looked at. A document that is newer than what was fed waits for the end. */
  look(stored: StoredDocument): Fault | undefined;
  /** Of what was fed until now: ids that were not looked at. */
  unseen(): readonly string[];
  /** What was found while it was fed. Once it is handed out it is forgotten. */
  faults(): readonly DocumentFault[];
  /** What waited and did not come to be what is stored. */
  unsettled(): readonly DocumentFault[];
}
