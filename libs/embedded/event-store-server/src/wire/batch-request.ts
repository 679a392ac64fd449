import streams from '@eventstore/db-client/generated/streams_pb.js';
import { BinaryReader } from 'google-protobuf';
import duration from 'google-protobuf/google/protobuf/duration_pb.js';
import { APPEND_LIMITS } from './append-limits.js';
import { hasExcessiveEvent, withEvents } from './bounded-event.js';

/** A part of a batch append. */
export interface BatchRequest {
  readonly message: streams.BatchAppendReq;
  /** How long the append may wait, in ms: newer clients send this in place of a deadline. */
  readonly timeout: number | undefined;
  /** One of its events has too many properties, and none was decoded. */
  readonly hasExcess: boolean;
}

const OPTIONS_FIELD = 2;
const EVENTS_FIELD = 3;
const TIMEOUT_FIELD = 7;
const SMALLEST_FIELD = 2;

/** No more than it takes to refuse it: to decode an event or a property takes many times its bytes, seconds and a gigabyte for all. */
const bounded = (request: Uint8Array): Pick<BatchRequest, 'hasExcess'> & { readonly bytes: Uint8Array } => {
  const mayHaveMore = request.length > SMALLEST_FIELD * APPEND_LIMITS.events;
  const bytes = mayHaveMore ? withEvents(request, EVENTS_FIELD, APPEND_LIMITS.events + 1) : request;
  const hasExcess = hasExcessiveEvent(bytes, EVENTS_FIELD);
  return { hasExcess, bytes: hasExcess ? withEvents(bytes, EVENTS_FIELD, 0) : bytes };
};

export const decodeBatchRequest = (request: Uint8Array): BatchRequest => {
  const { bytes, hasExcess } = bounded(request);
  const message = streams.BatchAppendReq.deserializeBinary(bytes);
  const options = message.hasOptions() ? fieldOf(bytes, OPTIONS_FIELD) : undefined;
  const timeout = options && fieldOf(options, TIMEOUT_FIELD);
  return { message, hasExcess, timeout: timeout && milliseconds(duration.Duration.deserializeBinary(timeout)) };
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
