import streams from '@eventstore/db-client/generated/streams_pb.js';
import { BinaryReader } from 'google-protobuf';
import duration from 'google-protobuf/google/protobuf/duration_pb.js';

/** A part of a batch append. */
export interface BatchRequest {
  readonly message: streams.BatchAppendReq;
  /** How long the append may wait, in ms: newer clients send this in place of a deadline. */
  readonly timeout: number | undefined;
}

const OPTIONS_FIELD = 2;
const TIMEOUT_FIELD = 7;

export const decodeBatchRequest = (bytes: Uint8Array): BatchRequest => {
  const message = streams.BatchAppendReq.deserializeBinary(bytes);
  const options = message.hasOptions() ? fieldOf(bytes, OPTIONS_FIELD) : undefined;
  const timeout = options && fieldOf(options, TIMEOUT_FIELD);
  return { message, timeout: timeout && milliseconds(duration.Duration.deserializeBinary(timeout)) };
};

/** The bytes of a field that the generated classes do not know; as with all of protobuf the last one counts. */
const fieldOf = (bytes: Uint8Array, field: number): Uint8Array | undefined => {
  const reader = new BinaryReader(bytes);
  let found: Uint8Array | undefined;
  while (reader.nextField()) {
    if (reader.getFieldNumber() === field) found = reader.readBytes();
    else reader.skipField();
  }
  return found;
};

const milliseconds = (time: duration.Duration): number => time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
