import { Binary } from 'bson';
import type { Step } from '../authentication/authentication.js';
import { type Doc } from '../bson/document.js';
import { CommandError, unsupported } from '../errors.js';
import { type Command, docField, type Handler } from './command.js';

export const MECHANISM = 'SCRAM-SHA-256';
/** The database whose users they are, as with MongoDB where one is let in everywhere. */
const AUTHENTICATION_DATABASE = 'admin';
/** A connection has one exchange at a time. */
const CONVERSATION = 1;

const payloadOf = ({ payload }: Doc): string => {
  if (payload instanceof Binary) return Buffer.from(payload.value()).toString('latin1');
  throw new CommandError('TypeMismatch', "The field 'payload' must be binary");
};

const answerOf = ({ payload, isDone }: Step): Doc => ({
  conversationId: CONVERSATION,
  done: isDone,
  payload: new Binary(Buffer.from(payload, 'latin1')),
});

/** Begins to authenticate as `start` says, be it a command of its own or a part of `hello`. */
const begin = ({ authentication }: Command, start: Doc, database: unknown): Doc => {
  if (!authentication.isAsked)
    throw unsupported('AuthenticationFailed', 'Authentication without users is', 'connect without a user name');
  if (start.mechanism !== MECHANISM)
    throw new CommandError('MechanismUnavailable', `Only the mechanism ${MECHANISM} is enabled`);
  if (database !== AUTHENTICATION_DATABASE)
    throw new CommandError('AuthenticationFailed', `Authentication failed: users are of authSource=admin`);
  return answerOf(authentication.begin(payloadOf(start), docField(start, 'options').skipEmptyExchange === true));
};

export const saslStart: Handler = (command) => begin(command, command.body, command.database);

export const saslContinue: Handler = ({ authentication, body }) => {
  if (body.conversationId !== CONVERSATION)
    throw new CommandError('AuthenticationFailed', 'Authentication failed: there is no such conversation.');
  return answerOf(authentication.goOn(payloadOf(body)));
};

/** What a client tries with its `hello`, to save a round trip; where it fails, the client begins anew and is told why. */
const speculative = (command: Command): Doc => {
  const { speculativeAuthenticate } = command.body;
  if (speculativeAuthenticate === undefined) return {};
  try {
    const start = docField(command.body, 'speculativeAuthenticate');
    return { speculativeAuthenticate: begin(command, start, start.db) };
  } catch (error) {
    if (error instanceof CommandError) return {};
    throw error;
  }
};

/** What `hello` says of authentication. The mechanisms are the same for whoever asks: who the users are is told to nobody. */
export const helloAuthentication = (command: Command): Doc => ({
  ...(command.authentication.isAsked && typeof command.body.saslSupportedMechs === 'string'
    ? { saslSupportedMechs: [MECHANISM] }
    : {}),
  ...speculative(command),
});
