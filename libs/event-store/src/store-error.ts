import { ErrorType } from '@eventstore/db-client';
import { EventStoreUnavailableError, WrongExpectedRevisionError } from '#libs/event-sourcing';

/** gRPC's CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL (a reset stream), UNAVAILABLE: none says what happened. */
const unavailableCodes = new Set<unknown>([1, 2, 4, 10, 13, 14]);
const unavailableTypes = new Set<unknown>([
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
]);

/** Of grpc-js, without a code, where the client gave its channel up for a new one while a call was about to begin. */
const CLOSED_CHANNEL = 'Channel has been shut down';

/** Type of the client's own errors, code of all, also of the raw gRPC errors that it lets through while the server is down. */
const fieldsOf = (error: unknown): { type?: unknown; code?: unknown } =>
  typeof error === 'object' && error !== null ? error : {};

export const isNoStream = (error: unknown): boolean => fieldsOf(error).type === ErrorType.STREAM_NOT_FOUND;

/** The port's error for the client's; errors that are nobody's fault but ours stay what they are. */
export const storeError = (error: unknown, doing: string): unknown => {
  if (error instanceof EventStoreUnavailableError) return error;
  const { type, code } = fieldsOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (type === ErrorType.WRONG_EXPECTED_VERSION)
    return new WrongExpectedRevisionError(`${doing}: ${reason}`, { cause: error });
  if (unavailableTypes.has(type) || unavailableCodes.has(code) || reason === CLOSED_CHANNEL)
    return new EventStoreUnavailableError(`${doing}: the event store did not answer (${reason})`, { cause: error });
  return error;
};
