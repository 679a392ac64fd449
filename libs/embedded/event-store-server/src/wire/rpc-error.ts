import { Metadata, status } from '@grpc/grpc-js';
import type { ExpectedRevision } from '../stream-rules.js';

/** What the non-batch calls answer when they fail: a gRPC status and the trailers that clients read it by. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, inAscii(value));
  }
}

export const streamDeleted = (stream: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, `The stream ${stream} is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedRevision = (stream: string, expected: ExpectedRevision, current: number): RpcError =>
  new RpcError(
    status.FAILED_PRECONDITION,
    // Clients of some languages read the words and the number from the text.
    `WrongExpectedVersion: the stream ${stream} is not as expected. Expected version: ${revisionNumber(expected)}, Actual version: ${current}.`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(revisionNumber(expected)),
      'actual-version': String(current),
    },
  );

/** The caller is not who it must be (UNAUTHENTICATED) or may not do what it asks (PERMISSION_DENIED). */
export const accessDenied = (code: status.UNAUTHENTICATED | status.PERMISSION_DENIED, details: string): RpcError =>
  new RpcError(code, details, { exception: 'access-denied' });

export const maximumAppendSizeExceeded = (maximum: number): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `An append may hold at most ${maximum} bytes.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maximum),
  });

export const missingProperty = (): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, 'An event needs the properties type and content-type.', {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const invalidArgument = (details: string): RpcError => new RpcError(status.INVALID_ARGUMENT, details);

export const writeTimeout = (): RpcError =>
  new RpcError(status.ABORTED, 'The write waited too long and was given up; nothing was written.');

/** Not RESOURCE_EXHAUSTED: it is as with a write that waited too long, which clients try again. */
export const diskFull = (): RpcError => new RpcError(status.ABORTED, 'The disk is full; nothing was written.');

/** Not CANCELLED: clients connect again on UNAVAILABLE alone. */
export const stopping = (): RpcError => new RpcError(status.UNAVAILABLE, 'The event store is stopping.');

export const incompleteForTooLong = (): RpcError =>
  new RpcError(
    status.RESOURCE_EXHAUSTED,
    'Too many appends are not complete; this one has waited longest for its last part and is given up. Nothing was written.',
  );

export const clientLeft = (): RpcError =>
  new RpcError(status.CANCELLED, 'The client left before its call was complete.');

/** The numbers that stand for the words of an expected revision. */
const revisionNumber = (expected: ExpectedRevision): number => {
  switch (expected) {
    case 'no_stream':
      return -1;
    case 'any':
      return -2;
    case 'stream_exists':
      return -4;
    default:
      return expected;
  }
};

/** Trailers hold plain ASCII; other characters of a stream's name are percent-encoded. */
const inAscii = (value: string): string => value.replace(/[^\x20-\x7e]/gu, encodeURIComponent);
