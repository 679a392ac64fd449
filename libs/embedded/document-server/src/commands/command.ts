import type { Authentication } from '../authentication/authentication.js';
import { type Doc, isDoc } from '../bson/document.js';
import { type CursorRegistry } from '../cursor-registry.js';
import { CommandError } from '../errors.js';
import { type Catalog } from '../storage/catalog.js';

/** One command as it came in. */
export interface Command {
  readonly name: string;
  readonly database: string;
  /** Decoded for reading; the statement arrays (documents, updates, deletes) hold encoded documents. */
  readonly body: Doc;
  readonly encodedBody: Uint8Array;
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
  readonly connectionId: number;
  readonly authentication: Authentication;
}

export interface Store {
  readonly catalog: Catalog;
  readonly cursors: CursorRegistry;
}

/** Answers a command; `{ ok: 1 }` is added to a document, encoded answers are complete. */
export type Handler = (command: Command, store: Store) => Doc | Uint8Array;

/** The collection that a command names by its own name: `{ find: "things" }`. */
export const collectionName = ({ body, name }: Command): string => {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandError('InvalidNamespace', `The command '${name}' needs the name of a collection`);
};

export const docField = (body: Doc, field: string): Doc => {
  const value = body[field] ?? {};
  if (isDoc(value)) return value;
  throw new CommandError('TypeMismatch', `The field '${field}' must be a document`);
};

/** @throws CommandError BadValue for negative numbers and what is no number */
export const countField = (body: Doc, field: string): number => {
  const value = body[field] ?? 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new CommandError('BadValue', `The field '${field}' must be an integer that is not negative`);
};

/** The encoded documents of a write command, from its sequence or its array. */
export const statements = (command: Command, field: string): readonly Uint8Array[] => {
  const found = command.sequences.get(field) ?? command.body[field];
  if (Array.isArray(found) && found.length > 0) return found as readonly Uint8Array[];
  throw new CommandError('FailedToParse', `The command '${command.name}' needs at least one entry in '${field}'`);
};
