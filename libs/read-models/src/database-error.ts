import { MongoNetworkError, MongoServerError } from 'mongodb';
import { DatabaseUnavailableError } from '#libs/event-sourcing';

/** Errors of the driver beside lost connections, of which it exports not all: nobody is there, or its own client or server was just closed. */
const unavailableNames = new Set([
  'MongoServerSelectionError',
  'MongoOperationTimeoutError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
]);
/** OutOfDiskSpace: it passes once somebody makes room. */
const OUT_OF_DISK_SPACE = 14_031;
/** What a server says that shuts down, or is the primary no more: ShutdownInProgress, PrimarySteppedDown, NotWritablePrimary, InterruptedAtShutdown, … */
const unavailableCodes = new Set<unknown>([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436, OUT_OF_DISK_SPACE]);

/** What Node says, and the driver lets through, where a connection ends in the moment in which something is written to it. */
const endedSocketCodes = new Set<unknown>([
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

const isUnavailable = (error: unknown): error is Error => {
  if (error instanceof MongoNetworkError) return true;
  if (endedSocketCodes.has((error as { readonly code?: unknown } | undefined)?.code)) return error instanceof Error;
  if (error instanceof MongoServerError) return unavailableCodes.has(error.code);
  return error instanceof Error && unavailableNames.has(error.name);
};

/** The port's error for the driver's; errors that are nobody's fault but ours stay what they are. */
export const databaseError = (error: unknown): unknown =>
  isUnavailable(error)
    ? new DatabaseUnavailableError(`the database did not answer (${error.message})`, { cause: error })
    : error;
