import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { ExpectedRevision } from '../stream-rules.js';
import type { AppendOutcome } from '../stream-writer.js';
import type { RpcError } from './rpc-error.js';

const { Code } = code;

/** The answer to one append of a batch stream. */
export interface BatchReply {
  readonly correlationId: shared.UUID;
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

export const batchResponse = (reply: BatchReply, outcome: AppendOutcome): streams.BatchAppendResp => {
  switch (outcome.kind) {
    case 'appended':
      return response(reply).setSuccess(success(outcome.revision, outcome.position));
    case 'nothing to append':
      return response(reply).setSuccess(nothingAppended(outcome.current));
    case 'wrong expected revision':
      return response(reply).setError(wrongExpectedRevision(reply.expected, outcome.current));
    case 'stream deleted':
      return response(reply).setError(streamDeleted(reply.stream));
  }
};

/** In a batch stream an error is the answer to its append; the stream goes on. */
export const batchFailure = (reply: BatchReply, error: RpcError): streams.BatchAppendResp =>
  response(reply).setError(errorStatus(error));

const response = ({ correlationId, stream, expected }: BatchReply): streams.BatchAppendResp => {
  const message = new streams.BatchAppendResp().setCorrelationId(correlationId).setStreamIdentifier(identifier(stream));
  switch (expected) {
    case 'any':
      return message.setAny(new empty.Empty());
    case 'no_stream':
      return message.setNoStream(new empty.Empty());
    case 'stream_exists':
      return message.setStreamExists(new empty.Empty());
    default:
      return message.setStreamPosition(String(expected));
  }
};

const success = (revision: number, position: number): streams.BatchAppendResp.Success =>
  new streams.BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(
      new shared.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position)),
    );

const nothingAppended = (current: number): streams.BatchAppendResp.Success => {
  const message = new streams.BatchAppendResp.Success().setNoPosition(new empty.Empty());
  return current < 0 ? message.setNoStream(new empty.Empty()) : message.setCurrentRevision(String(current));
};

const wrongExpectedRevision = (expected: ExpectedRevision, current: number): statusMessages.Status => {
  const details = new shared.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(new empty.Empty());
  else details.setCurrentStreamRevision(String(current));
  switch (expected) {
    case 'any':
      details.setExpectedAny(new empty.Empty());
      break;
    case 'no_stream':
      details.setExpectedNoStream(new empty.Empty());
      break;
    case 'stream_exists':
      details.setExpectedStreamExists(new empty.Empty());
      break;
    default:
      details.setExpectedStreamPosition(String(expected));
  }
  return withDetails(Code.ALREADY_EXISTS, 'WrongExpectedVersion', details);
};

const streamDeleted = (stream: string): statusMessages.Status =>
  withDetails(Code.NOT_FOUND, 'StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(identifier(stream)));

const errorStatus = (error: RpcError): statusMessages.Status => {
  if (error.code === status.INTERNAL) return withDetails(Code.UNKNOWN, 'Unknown', new shared.Unknown());
  if (error.code === status.ABORTED) return withDetails(Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
  switch (error.metadata.get('exception')[0]) {
    case 'access-denied':
      return withDetails(Code.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());
    case 'maximum-append-size-exceeded': {
      const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(
        Number(error.metadata.get('maximum-append-size')[0]),
      );
      return withDetails(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details);
    }
    default:
      return withDetails(
        Code.INVALID_ARGUMENT,
        error.details,
        new shared.BadRequest().setMessage(error.details),
        'BadRequest',
      );
  }
};

/** The type of the details is the message itself where it names no other. */
const withDetails = (
  statusCode: code.Code,
  message: string,
  details: { serializeBinary(): Uint8Array },
  type = message,
): statusMessages.Status => {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${type}`);
  return new statusMessages.Status().setCode(statusCode).setMessage(message).setDetails(packed);
};

const identifier = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
