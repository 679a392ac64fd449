import streams from '@eventstore/db-client/generated/streams_pb.js';
import { hasExcessiveEvent, hasMoreFieldsThan } from './bounded-event.js';

/** A part of an append. */
export interface AppendRequest {
  readonly message: streams.AppendReq;
  /** Its event has too many properties, or it has events over and over: nothing of it was decoded. */
  readonly hasExcess: boolean;
}

const EVENT_FIELD = 2;
/** Options or an event: one field, and whatever newer clients may send beside it. */
const MOST_FIELDS = 16;

export const decodeAppendRequest = (request: Uint8Array): AppendRequest => {
  const hasExcess = hasMoreFieldsThan(MOST_FIELDS, request) || hasExcessiveEvent(request, EVENT_FIELD);
  return { message: hasExcess ? new streams.AppendReq() : streams.AppendReq.deserializeBinary(request), hasExcess };
};
