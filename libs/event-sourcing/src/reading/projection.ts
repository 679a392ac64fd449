import type { Event, Recorded } from '../events/event.js';

/** A read model: how events become documents. Pure; the projector does the rest. */
export interface Projection<Doc extends object = object, E extends Event = Event> {
  /** Stable, kebab-case; names the collection together with `version`. */
  readonly name: string;
  /** Raise it whenever the documents change: a new version is built beside the old one and takes its place when caught up. */
  readonly version: number;
  readonly indexes?: readonly ProjectionIndex[];
  /** No two events share a document: none is looked for before it is written. */
  readonly documentPerEvent?: boolean;
  /** The document that an event belongs to; undefined: none. */
  readonly id: (event: Recorded<E>) => string | undefined;
  /** Parts that documents are listed by, and never move between; an event that changes a document says its part. */
  readonly partition?: { readonly field: string; readonly of: (event: Recorded<E>) => string };
  /** The document after the event; undefined removes it. Events not listed change nothing. */
  readonly evolve: {
    readonly [T in E['type']]?: (doc: Doc | undefined, event: Recorded<Extract<E, { type: T }>>) => Doc | undefined;
  };
}

export interface ProjectionIndex {
  /** Field → 1 ascending, -1 descending, in order. */
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
}

/** Any projection, for those who run them without knowing their documents. */
export interface AnyProjection {
  readonly name: string;
  readonly version: number;
  readonly indexes?: readonly ProjectionIndex[];
  readonly documentPerEvent?: boolean;
  readonly id: (event: never) => string | undefined;
  readonly partition?: { readonly field: string; readonly of: (event: never) => string };
  readonly evolve: Readonly<Record<string, ((doc: never, event: never) => object | undefined) | undefined>>;
}
