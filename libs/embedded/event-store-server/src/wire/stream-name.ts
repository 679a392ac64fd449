import type shared from '@eventstore/db-client/generated/shared_pb.js';
import { isMetadataStream } from '../stream-names.js';
import { LONGEST_NAME } from './longest-name.js';
import { invalidArgument } from './rpc-error.js';

/** @throws RpcError when the request names no stream. */
export const streamNameOf = (identifier: shared.StreamIdentifier | undefined): string => {
  const name = identifier ? Buffer.from(identifier.getStreamName_asU8()).toString('utf8') : '';
  if (name === '') throw invalidArgument('The request names no stream.');
  return name;
};

/** @throws RpcError when the name is not one of a stream that can be written. */
export const writableStreamNameOf = (identifier: shared.StreamIdentifier | undefined): string => {
  const name = streamNameOf(identifier);
  if (name.length > LONGEST_NAME) {
    throw invalidArgument(`The name of a stream has at most ${LONGEST_NAME} characters, not ${name.length}.`);
  }
  if (name.includes('\0')) throw invalidArgument('The name of a stream has no null characters.');
  if (name === '$all') throw invalidArgument('$all is the log itself: write to one of its streams.');
  if (isMetadataStream(name) && (name === '$$' || isMetadataStream(name.slice(2)))) {
    throw invalidArgument(`${name} is not the metadata stream of a stream that can have metadata.`);
  }
  return name;
};
