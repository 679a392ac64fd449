import type { Recorded } from '../events/event.js';
import type { AnyProjection } from './projection.js';
import type { StoredDocument } from './stored-document.js';

/** An AnyProjection as its runner calls it: it only gets events of its own types, by `evolve`'s keys. */
interface Runnable {
  readonly ids: (event: Recorded) => readonly string[];
  readonly startsFrom?: (event: Recorded, id: string) => string | undefined;
  readonly evolve: Readonly<
    Record<string, ((doc: object | undefined, event: Recorded, id: string) => object | undefined) | undefined>
  >;
}

const runnable = (projection: AnyProjection): Runnable => projection as unknown as Runnable;

const none: readonly string[] = [];

/** The documents that the event may change. Throws what the projection throws. */
export const documentIdsOf = (projection: AnyProjection, event: Recorded): readonly string[] =>
  runnable(projection).evolve[event.type] === undefined ? none : runnable(projection).ids(event);

/** The other document that this one starts from at this event, where there is none of it yet. Throws what the projection throws. */
export const startOf = (projection: AnyProjection, id: string, event: Recorded): string | undefined =>
  runnable(projection).startsFrom?.(event, id);

/** What it starts from at this event, if it is not there yet. */
export const startAmong = (
  projection: AnyProjection,
  id: string,
  event: Recorded,
  documents: ReadonlyMap<string, StoredDocument>,
): object | undefined => {
  const start = startOf(projection, id, event);
  return start === undefined ? undefined : documents.get(start)?.doc;
};

/** Nothing more changes it: it is broken, or has seen the event. */
const isSettled = (document: StoredDocument, event: Recorded): boolean =>
  document.broken !== undefined || document.position >= event.position;

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/**
 * The document after the event; `before` itself where nothing changes: the event is older than the document, or the document
 * is broken. A projection that throws breaks its document at this event and leaves the last good state.
 * @param start of a document that is not there: what it starts from
 */
export const projectEvent = (
  projection: AnyProjection,
  id: string,
  before: StoredDocument | undefined,
  event: Recorded,
  start?: object,
): StoredDocument | undefined => {
  if (before !== undefined && isSettled(before, event)) return before;
  const { position } = event;
  const doc = before === undefined ? start : before.doc;
  try {
    const after = runnable(projection).evolve[event.type]?.(doc, event, id);
    return after === doc ? before : { id, position, doc: after };
  } catch (error) {
    return { id, position, doc: before?.doc, broken: { position, error: `${event.type}: ${describe(error)}` } };
  }
};
