import { nestingOf } from '../bson/nesting-of.js';
import { MAX_DOCUMENT_BYTES } from '../collection/collection.js';
import { CommandError } from '../errors.js';
import { MalformedMessage, type Request } from '../wire/message.js';

/** A command may hold the largest document and what has to be said about it, as with MongoDB. */
const LARGEST_COMMAND = MAX_DOCUMENT_BYTES + 64 * 1024;
const MOST_LEVELS = 200;

const checkDocument = (document: Uint8Array): void => {
  const levels = nestingOf(document);
  if (levels === undefined) throw new MalformedMessage('A document is not BSON: its parts do not fit together');
  if (levels > MOST_LEVELS)
    throw new CommandError('Overflow', `BSONObj exceeds maximum nested object depth: ${MOST_LEVELS}`);
};

/**
 * Before anything is decoded: what decodes, compiles and compares calls itself for each level.
 * @throws CommandError Overflow, BSONObjectTooLarge; MalformedMessage
 */
export const checkRequest = ({ body, sequences }: Request): void => {
  if (body.length > LARGEST_COMMAND)
    throw new CommandError(
      'BSONObjectTooLarge',
      `The command is ${body.length} bytes; at most ${LARGEST_COMMAND} are allowed`,
    );
  checkDocument(body);
  for (const documents of sequences.values()) documents.forEach(checkDocument);
};
