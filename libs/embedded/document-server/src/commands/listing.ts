import { bytesOf, type Doc, isDoc } from '../bson/document.js';
import { type CursorRegistry } from '../cursor-registry.js';
import { countField } from './command.js';

/** Answers a list of collections or indexes, in batches where the command asks for them. */
export const listing = (body: Doc, namespace: string, list: readonly Doc[], cursors: CursorRegistry): Uint8Array => {
  const batchSize = isDoc(body.cursor) ? countField(body.cursor, 'batchSize') : 0;
  const first = batchSize === 0 ? Math.max(1, list.length) : batchSize;
  return cursors.start({ namespace, documents: list.map(bytesOf), project: (bytes) => bytes, batchSize }, first, false);
};
