import { expect } from 'vitest';
import type { Event, Recorded } from '../events/event.js';
import { documentIdsOf, projectEvent, startAmong } from '../reading/project-event.js';
import type { AnyProjection, Projection } from '../reading/projection.js';
import type { StoredDocument } from '../reading/stored-document.js';
import { atCallSite } from './at-call-site.js';
import { freeze } from './freeze.js';
import { notPlain } from './plain-data.js';
import { type Given, recordings } from './recordings.js';

export interface ProjectedEvents<Doc extends object> {
  /** The document with this id is exactly this (members that are undefined count as absent). */
  readonly then: (id: string, doc: Doc) => ProjectedEvents<Doc>;
  /** There is no such document. */
  readonly thenNone: (id: string) => ProjectedEvents<Doc>;
}

export interface ProjectionSpec<Doc extends object, E extends Event> {
  readonly given: (...events: readonly Given<E>[]) => ProjectedEvents<Doc>;
}

type Documents = ReadonlyMap<string, StoredDocument>;

const checkPlain = ({ type }: Recorded, { id, doc }: StoredDocument): void => {
  const strange = notPlain(doc, id);
  if (strange !== undefined) throw new Error(`after ${type}, ${strange}: a document holds JSON values and dates only`);
  const kept = Object.keys(doc ?? {}).find((name) => name.startsWith('_'));
  if (kept !== undefined) throw new Error(`after ${type}, ${id}.${kept}: names that begin with _ are the projector's`);
};

/** Whoever remembers what is in a part hears of a change by the event: it must say the part of the document that it changes. */
const checkPartition = ({ partition }: AnyProjection, event: Recorded, doc: object | undefined): void => {
  if (partition === undefined || partition === 'whole' || doc === undefined) return;
  const [said, is] = [partition.of(event as never), (doc as Record<string, unknown>)[partition.field]];
  if (said !== is) throw new Error(`${event.type} says ${partition.field} ${said}, its document ${String(is)}`);
};

const projectOne = (projection: AnyProjection, documents: Documents, event: Recorded, id: string): Documents => {
  const before = documents.get(id);
  const after = projectEvent(projection, id, before, event, startAmong(projection, id, event, documents));
  if (after?.broken !== undefined) throw new Error(`the projection threw on ${after.broken.error}`);
  if (after === undefined || after === before) return documents;
  checkPlain(event, after);
  for (const doc of [before?.doc, after.doc]) checkPartition(projection, event, doc);
  return new Map(documents).set(id, freeze(after));
};

const projectAll = (projection: AnyProjection, events: readonly Recorded[], from: Documents): Documents =>
  events.reduce(
    (documents, event) =>
      documentIdsOf(projection, event).reduce((before, id) => projectOne(projection, before, event, id), documents),
    from,
  );

const assertions = <Doc extends object>(documents: Documents): ProjectedEvents<Doc> => {
  const self: ProjectedEvents<Doc> = {
    then: (id, doc) => {
      atCallSite(self.then, () => expect(documents.get(id)?.doc).toEqual(doc));
      return self;
    },
    thenNone: (id) => {
      atCallSite(self.thenNone, () => expect(documents.get(id)?.doc).toBeUndefined());
      return self;
    },
  };
  return self;
};

/**
 * Given these events, then these documents:
 *
 *     const spec = projectionSpec(sessionDocuments);
 *     test('a removed session is gone', () => spec.given(added(first), removed(first)).thenNone(first));
 *
 * Also asserted, each time: the same events once more change nothing, `evolve` changes neither its document nor its event
 * (both are frozen), documents are plain data, and a partitioned one is in the part that its events say.
 * `recorded(event, { stream, at, position })` says how an event was recorded.
 */
export const projectionSpec = <Doc extends object, E extends Event>(
  projection: Projection<Doc, E>,
): ProjectionSpec<Doc, E> => {
  const any = projection as unknown as AnyProjection;
  const self: ProjectionSpec<Doc, E> = {
    given: (...given) => {
      const events = recordings<E>(...given) as unknown as Recorded[];
      const documents = projectAll(any, events, new Map());
      atCallSite(self.given, () => expect(projectAll(any, events, documents)).toEqual(documents));
      return assertions<Doc>(documents);
    },
  };
  return self;
};
