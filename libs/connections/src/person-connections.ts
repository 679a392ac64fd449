import type { TokenState } from './connection.js';
import type { Sealed } from './connection-keys.js';

export interface StoredConnection extends Sealed {
  readonly host: string;
  readonly username?: string;
  readonly addedAt: Date;
  readonly checkedAt?: Date;
  readonly refusedSince?: Date;
  readonly state: TokenState;
  readonly advice?: string;
}

/** All connections of a person, in one document: what is erased or bounded is so as a whole. */
export interface PersonConnections {
  /** The person's id. */
  readonly _id: string;
  /** Grows with each change. */
  readonly revision: number;
  readonly connections: readonly StoredConnection[];
}
