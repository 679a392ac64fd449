import type { RepositoryCredentials } from '#libs/session-runtime';
import type { Connection } from './connection.js';

export interface GivenToken extends Omit<Connection, 'addedAt' | 'refusedSince'> {
  readonly token: string;
}

export interface TokenUse {
  readonly tokenId: string;
  readonly isRefused: boolean;
  readonly at: Date;
}

/**
 * People's tokens for Git hosts. Not derived from events, since a log cannot forget. What needs a key throws the problem
 * `connections-unavailable` where there is none.
 */
export interface Connections {
  /** By host. */
  list(userId: string): Promise<readonly Connection[]>;
  find(userId: string, host: string): Promise<Connection | undefined>;
  /** In the place of one that is there. Throws the problem `too-many-connections`. */
  put(userId: string, given: GivenToken): Promise<Connection>;
  /** What the host thought of a token. Can be repeated: of one that is not there any more, or is known of later, it changes nothing. */
  noteUse(userId: string, use: TokenUse): Promise<void>;
  /** Nothing there is success. */
  remove(userId: string, host: string): Promise<void>;
  /** All of a person. */
  erase(userId: string): Promise<void>;
  /** Under the newest key what is under another one. How many were, and how many cannot be read. Can be repeated. */
  reencrypt(): Promise<{ readonly changed: number; readonly unreadable: number }>;
  /** What clones are given; undefined where there is no key. */
  readonly credentials: RepositoryCredentials | undefined;
  /** Throws the problem where there is no key. */
  assertAvailable(): void;
}

export const CONNECTIONS = Symbol('Connections');
