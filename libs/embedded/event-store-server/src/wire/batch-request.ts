import streams from '@eventstore/db-client/generated/streams_pb.js';
import { BinaryReader } from 'google-protobuf';
import duration from 'google-protobuf/google/protobuf/duration_pb.js';
import { APPEND_LIMITS } from './append-limits.js';

/** A part of a batch append. */
export interface BatchRequest {
  readonly message: streams.BatchAppendReq;
  /** How long the append may wait, in ms: newer clients send this in place of a deadline. */
  readonly timeout: number | undefined;
}

const OPTIONS_FIELD = 2;
const EVENTS_FIELD = 3;
const TIMEOUT_FIELD = 7;
const SMALLEST_FIELD = 2;

export const decodeBatchRequest = (request: Uint8Array): BatchRequest => {
  const bytes = request.length > SMALLEST_FIELD * APPEND_LIMITS.events ? withoutExcess(request) : request;
  const message = streams.BatchAppendReq.deserializeBinary(bytes);
  const options = message.hasOptions() ? fieldOf(bytes, OPTIONS_FIELD) : undefined;
  const timeout = options && fieldOf(options, TIMEOUT_FIELD);
  return { message, timeout: timeout && milliseconds(duration.Duration.deserializeBinary(timeout)) };
};

/**
 * The request with no more events than it takes to refuse it. To decode an event takes many times its bytes: hundreds of thousands,
 * seconds and a gigabyte.
 */
const withoutExcess = (bytes: Uint8Array): Uint8Array => {
  const reader = new BinaryReader(bytes);
  const kept = new Uint8Array(bytes.length);
  let [length, events] = [0, 0];
  for (let begin = 0; reader.nextField(); begin = reader.getCursor()) {
    reader.skipField();
    if (reader.getFieldNumber() === EVENTS_FIELD && ++events > APPEND_LIMITS.events + 1) continue;
    kept.set(bytes.subarray(begin, reader.getCursor()), length);
    length += reader.getCursor() - begin;
  }
  return kept.subarray(0, length);
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
