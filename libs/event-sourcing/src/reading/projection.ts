import type { Event, Recorded } from '../events/event.js';
import type { UnreadableEventError } from '../events/event-registry.js';

/** A read model: how events become documents. Pure; the projector does the rest. */
export interface Projection<Doc extends object = object, E extends Event = Event> {
  /** Stable, kebab-case; names the collection together with `version`. */
  readonly name: string;
  /** Raise it whenever the documents change: a new version is built beside the old one and takes its place when caught up. */
  readonly version: number;
  readonly indexes?: readonly ProjectionIndex[];
  /** No two events share a document: none is looked for before it is written. */
  readonly documentPerEvent?: boolean;
  /** The documents that an event is about, none of them twice. */
  readonly ids: (event: Recorded<E>) => readonly string[];
  /**
   * The event that is projected in place of one that this version cannot read, which counts as skipped all the same; undefined: none is.
   */
  readonly inPlaceOf?: (error: UnreadableEventError) => Recorded<E> | undefined;
  /** Another document, made by an earlier event, that one which is not there yet starts from: `evolve` is given that one's instead of none. */
  readonly startsFrom?: (event: Recorded<E>, id: string) => string | undefined;
  /**
   * Parts that documents are listed by, and never move between; an event that changes a document says its part. `whole`: they are so
   * few, and change so seldom, that they are one part.
   */
  readonly partition?: { readonly field: string; readonly of: (event: Recorded<E>) => string } | 'whole';
  /** The document after the event, for each of `ids`; undefined removes it. Events not listed change nothing. */
  readonly evolve: {
    readonly [T in E['type']]?: (
      doc: Doc | undefined,
      event: Recorded<Extract<E, { type: T }>>,
      id: string,
    ) => Doc | undefined;
  };
}

export interface ProjectionIndex {
  /** Field → 1 ascending, -1 descending, in order. */
  readonly keys: Readonly<Record<string, 1 | -1>>;
}

/** Any projection, for those who run them without knowing their documents. */
export interface AnyProjection {
  readonly name: string;
  readonly version: number;
  readonly indexes?: readonly ProjectionIndex[];
  readonly documentPerEvent?: boolean;
  readonly ids: (event: never) => readonly string[];
  readonly inPlaceOf?: (error: UnreadableEventError) => Recorded | undefined;
  readonly startsFrom?: (event: never, id: string) => string | undefined;
  readonly partition?: { readonly field: string; readonly of: (event: never) => string } | 'whole';
  readonly evolve: Readonly<Record<string, ((doc: never, event: never, id: string) => object | undefined) | undefined>>;
}
