import { status } from '@grpc/grpc-js';
import { PatternRefused } from '#libs/embedded/linear-pattern';
import { DamagedEvent } from '../damaged-event.js';
import type { Engine } from '../engine.js';
import { DiskFull, StoreClosed, WriteTimeout } from '../write-queue.js';
import { diskFull, invalidArgument, RpcError, stopping, writeTimeout } from './rpc-error.js';

/** The status to answer for whatever a handler threw. What nobody foresaw is logged and answered without details. */
export const callFailure = (error: unknown, engine: Engine): RpcError => {
  if (error instanceof RpcError) return error;
  if (error instanceof PatternRefused) return invalidArgument(error.message);
  if (error instanceof WriteTimeout) return writeTimeout();
  if (error instanceof StoreClosed) return stopping();
  if (error instanceof DiskFull) {
    engine.log({ level: 'error', msg: 'the disk of the log is full: make room on it' });
    return diskFull();
  }
  if (error instanceof DamagedEvent) {
    engine.log({ level: 'error', msg: 'the log is damaged', error });
    return new RpcError(status.DATA_LOSS, error.message);
  }
  engine.log({
    level: 'error',
    msg: 'a call failed unexpectedly',
    error: error instanceof Error ? error : String(error),
  });
  return new RpcError(status.INTERNAL, 'The event store could not serve the call; see its log.');
};
