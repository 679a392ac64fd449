import { BSON } from 'bson';
import type { Authentication } from '../authentication/authentication.js';
import { bytesOf, type Doc, isDoc } from '../bson/document.js';
import { fieldNames } from '../bson/field-names.js';
import { commandClock } from '../command-clock.js';
import { CommandError } from '../errors.js';
import { type WriteJournal } from '../storage/write-journal.js';
import { decodeBody, MalformedMessage, type Request } from '../wire/message.js';
import { outcome } from '../wire/outcome.js';
import { saslContinue, saslStart } from './authenticate.js';
import { checkRequest } from './check-request.js';
import { type Command, type Handler, type Store } from './command.js';
import { commandTable } from './command-table.js';
import { buildInfo, diagnostics, hello, ping } from './diagnostics.js';
import { refuseForeignFields } from './refused.js';

export interface DispatchContext extends Store {
  readonly journal: WriteJournal;
  readonly connectionId: number;
  readonly authentication: Authentication;
  /** Told about faults of the server itself; refusals are only answered. */
  readonly onFault: (command: string, error: unknown) => void;
}

/** In names of databases, as with MongoDB. */
const FORBIDDEN_IN_NAMES = /[\0/\\. "]/;

const commandOf = (request: Request, { connectionId, authentication }: DispatchContext): Command => {
  checkRequest(request);
  const body: Doc = decodeBody(request.body);
  const name = Object.keys(body)[0] ?? '';
  const database = typeof body.$db === 'string' ? body.$db : (request.database ?? '');
  if (database === '' || FORBIDDEN_IN_NAMES.test(database))
    throw new CommandError('InvalidNamespace', `Invalid database name: '${database}'`);
  const { body: encodedBody, sequences } = request;
  return { name, database, body, encodedBody, sequences, connectionId, authentication };
};

/** What a client needs to authenticate, or to see that somebody is there. */
const forEverybody: ReadonlySet<Handler> = new Set([hello, ping, buildInfo, saslStart, saslContinue]);

/** @throws CommandError Unauthorized */
const checkAuthentication = ({ name, authentication }: Command, handler: Handler): void => {
  if (!authentication.isGiven && !forEverybody.has(handler))
    throw new CommandError('Unauthorized', `Command ${name} requires authentication`);
};

const run = async (request: Request, context: DispatchContext): Promise<Uint8Array> => {
  const command = commandOf(request, context);
  const handler = commandTable.get(command.name);
  if (handler === undefined)
    throw new CommandError(
      'CommandNotFound',
      `no such command: '${command.name}' (the embedded document store has no such command)`,
    );
  checkAuthentication(command, handler);
  refuseForeignFields(command.body);
  commandClock.begin();
  const answer = handler(command, context);
  if (isDoc(command.body.writeConcern) && command.body.writeConcern.j === true) context.journal.requireSync();
  // Also for reads: no answer tells of a write that is not committed yet.
  if (!diagnostics.has(handler)) await context.journal.settled();
  return answer instanceof Uint8Array ? answer : bytesOf({ ...answer, ok: outcome.succeeded });
};

const failure = (error: unknown): Uint8Array => {
  const known =
    error instanceof CommandError
      ? error
      : new CommandError(
          error instanceof BSON.BSONError ? 'BadValue' : 'InternalError',
          `The embedded document store failed: ${error instanceof Error ? error.message : String(error)}`,
        );
  const { message: errmsg, code, codeName, details } = known;
  return bytesOf({ ok: outcome.failed, errmsg, code, codeName, ...details });
};

/**
 * Answers one command: what goes wrong is the answer.
 * @throws MalformedMessage alone: then the connection cannot be continued
 */
export const dispatch = async (request: Request, context: DispatchContext): Promise<Uint8Array> => {
  try {
    return await run(request, context);
  } catch (error) {
    if (error instanceof MalformedMessage) throw error;
    if (!(error instanceof CommandError)) context.onFault(fieldNames(request.body)[0] ?? '', error);
    return failure(error);
  }
};
