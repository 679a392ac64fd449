import type { Recorded } from '../events/event.js';
import type { LogMessage } from '../events/event-store.js';
import { documentIdOf, projectEvent } from '../reading/project-event.js';
import type { AnyProjection } from '../reading/projection.js';
import type { StoredDocument } from '../reading/stored-document.js';
import type { FedCollection } from './fed-collection.js';
import type { DocumentChange } from './projection-store.js';
import type { DocumentStore } from './remember-documents.js';

/** What went wrong for good, and was passed over. */
export interface Damage {
  readonly broken: number;
  readonly skipped: number;
}

interface Sorted {
  readonly byDocument: ReadonlyMap<string, readonly Recorded[]>;
  readonly skipped: readonly { readonly position: bigint; readonly reason: string }[];
}

const sort = (projection: AnyProjection, messages: readonly LogMessage[]): Sorted => {
  const byDocument = new Map<string, Recorded[]>();
  const skipped: { position: bigint; reason: string }[] = [];
  const take = (event: Recorded): void => {
    const id = documentIdOf(projection, event);
    if (id === undefined) return;
    const events = byDocument.get(id);
    if (events === undefined) byDocument.set(id, [event]);
    else events.push(event);
  };
  for (const message of messages) {
    if (message.kind === 'unreadable') skipped.push({ position: message.position, reason: message.error.message });
    if (message.kind !== 'event') continue;
    try {
      take(message.event);
    } catch (error) {
      skipped.push({
        position: message.event.position,
        reason: `${projection.name} found no document: ${String(error)}`,
      });
    }
  }
  return { byDocument, skipped };
};

const changesOf = (
  projection: AnyProjection,
  { byDocument }: Sorted,
  stored: readonly StoredDocument[],
): DocumentChange[] => {
  const known = new Map(stored.map((document) => [document.id, document]));
  return [...byDocument].flatMap(([id, events]) => {
    const before = known.get(id);
    const after = events.reduce<StoredDocument | undefined>(
      (doc, event) => projectEvent(projection, id, doc, event),
      before,
    );
    return after === undefined || after === before ? [] : [{ before, after }];
  });
};

const breakage = ({ before, after }: DocumentChange, error: string): DocumentChange => ({
  before,
  after: { ...after, doc: before?.doc, broken: { position: after.position, error } },
});

/**
 * Brings a collection's documents up to the batch's end: one read, one fold, one guarded write. Repeating it changes nothing. What
 * cannot be projected is marked and passed over. Throws only when the store cannot be reached.
 */
export const projectBatch = async (
  store: DocumentStore,
  { projection, target, name }: FedCollection,
  messages: readonly LogMessage[],
): Promise<Damage> => {
  const sorted = sort(projection, messages);
  for (const event of sorted.skipped) await store.skip({ by: name, ...event });
  const skipped = sorted.skipped.length;
  if (sorted.byDocument.size === 0) return { broken: 0, skipped };
  const changes = changesOf(projection, sorted, await store.load(target, [...sorted.byDocument.keys()]));
  if (changes.length === 0) return { broken: 0, skipped };
  const refused = await store.write(target, changes);
  const marks = changes.flatMap((change) => {
    const error = refused.get(change.after.id);
    return error === undefined ? [] : [breakage(change, error)];
  });
  if (marks.length > 0) await store.write(target, marks);
  const thrown = changes.filter(({ after }) => after.broken !== undefined).length;
  return { broken: thrown + marks.length, skipped };
};
