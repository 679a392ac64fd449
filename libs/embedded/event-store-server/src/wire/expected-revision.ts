import type { ExpectedRevision } from '../stream-rules.js';
import { invalidArgument } from './rpc-error.js';
import { unsignedNumber } from './unsigned-number.js';

/** The options of Append, Delete and Tombstone. */
interface RevisionOptions {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** @throws RpcError when the request says nothing about the revision. */
export const expectedRevisionOf = (options: RevisionOptions): ExpectedRevision => {
  if (options.hasRevision()) return unsignedNumber(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  throw invalidArgument('The request has no expected revision.');
};
