import type { Recorded } from '../events/event.js';
import type { LogMessage } from '../events/event-store.js';
import { documentIdsOf, projectEvent, startAmong, startOf } from '../reading/project-event.js';
import type { AnyProjection } from '../reading/projection.js';
import type { StoredDocument } from '../reading/stored-document.js';
import type { FedCollection } from './fed-collection.js';
import type { DocumentChange, SkippedEvent } from './projection-store.js';
import type { DocumentStore } from './remember-documents.js';

interface Sorted {
  readonly byDocument: ReadonlyMap<string, readonly Recorded[]>;
  readonly skipped: readonly { readonly position: bigint; readonly reason: string }[];
}

const projectedOf = (projection: AnyProjection, message: LogMessage): Recorded | undefined => {
  if (message.kind === 'unreadable') return projection.inPlaceOf?.(message.error);
  return message.kind === 'event' ? message.event : undefined;
};

const sort = (projection: AnyProjection, messages: readonly LogMessage[]): Sorted => {
  const byDocument = new Map<string, Recorded[]>();
  const skipped: { position: bigint; reason: string }[] = [];
  const take = (event: Recorded): void => {
    for (const id of documentIdsOf(projection, event)) {
      const events = byDocument.get(id);
      if (events === undefined) byDocument.set(id, [event]);
      else events.push(event);
    }
  };
  for (const message of messages) {
    if (message.kind === 'unreadable')
      skipped.push({ position: message.error.event.position, reason: message.error.message });
    const event = projectedOf(projection, message);
    if (event === undefined) continue;
    try {
      take(event);
    } catch (error) {
      skipped.push({ position: event.position, reason: `${projection.name} found no document: ${String(error)}` });
    }
  }
  return { byDocument, skipped };
};

/** Documents that others in the batch may start from. */
const startsIn = (projection: AnyProjection, byDocument: Sorted['byDocument']): string[] =>
  projection.startsFrom === undefined
    ? []
    : [...byDocument].flatMap(([id, events]) => events.flatMap((event) => startOf(projection, id, event) ?? []));

/** In the order of their first events: a document comes behind what it starts from. */
const changesOf = (
  projection: AnyProjection,
  byDocument: Sorted['byDocument'],
  stored: readonly StoredDocument[],
): DocumentChange[] => {
  const known = new Map(stored.map((document) => [document.id, document]));
  return [...byDocument].flatMap(([id, events]) => {
    const before = known.get(id);
    const after = events.reduce<StoredDocument | undefined>(
      (doc, event) => projectEvent(projection, id, doc, event, startAmong(projection, id, event, known)),
      before,
    );
    if (after === undefined || after === before) return [];
    known.set(id, after);
    return [{ before, after }];
  });
};

const breakage = ({ before, after }: DocumentChange, error: string): DocumentChange => ({
  before,
  after: { ...after, doc: before?.doc, broken: { position: after.position, error } },
});

/** What a document that breaks misses. */
const missed = (by: string, { after: { id, broken } }: DocumentChange): SkippedEvent[] =>
  broken === undefined ? [] : [{ by, position: broken.position, reason: broken.error, document: id }];

/**
 * Brings a collection's documents up to the batch's end: one read, one fold, one guarded write. Repeating it changes nothing. What
 * cannot be projected is marked and passed over, told before it is done. Throws only when the store cannot be reached.
 */
export const projectBatch = async (
  store: DocumentStore,
  { projection, target, name }: FedCollection,
  messages: readonly LogMessage[],
): Promise<void> => {
  const { byDocument, skipped } = sort(projection, messages);
  if (skipped.length > 0) await store.skip(skipped.map((event) => ({ by: name, ...event })));
  if (byDocument.size === 0) return;
  const ids = new Set([...byDocument.keys(), ...startsIn(projection, byDocument)]);
  const changes = changesOf(projection, byDocument, await store.load(target, [...ids]));
  await writeAll(store, { target, name }, changes);
};

const writeAll = async (
  store: DocumentStore,
  { target, name }: Pick<FedCollection, 'target' | 'name'>,
  changes: readonly DocumentChange[],
): Promise<void> => {
  if (changes.length === 0) return;
  const broken = changes.flatMap((change) => missed(name, change));
  if (broken.length > 0) await store.skip(broken);
  const refused = await store.write(target, changes);
  const marks = changes.flatMap((change) => {
    const error = refused.get(change.after.id);
    return error === undefined ? [] : [breakage(change, error)];
  });
  if (marks.length === 0) return;
  await store.skip(marks.flatMap((change) => missed(name, change)));
  await store.write(target, marks);
};
