import { type RecordedEvent, TOMBSTONE_REVISION } from '../recorded-event.js';
import type { ResolvedEvent } from '../stream-reader.js';
import { BackwardWriter } from './backward-writer.js';
import { uuidHalves } from './uuid.js';

// Field numbers of the service's ReadResp and of the messages in it.
const RESPONSE = { event: 1, confirmation: 2, checkpoint: 3, streamNotFound: 4, caughtUp: 8 } as const;
const READ_EVENT = { event: 1, link: 2, commitPosition: 3 } as const;
const RECORDED = { id: 1, stream: 2, revision: 3, prepare: 4, commit: 5, properties: 6, metadata: 7, data: 8 } as const;
const MAP_ENTRY = { key: 1, value: 2 } as const;
const UUID = { structured: 1, text: 2 } as const;
const STRUCTURED_UUID = { most: 1, least: 2 } as const;
const STREAM_NAME = 3;
const SUBSCRIPTION_ID = 1;
const POSITION = { commit: 1, prepare: 2 } as const;
const CHECKPOINT = { ...POSITION, timestamp: 3 } as const;
const CAUGHT_UP = { timestamp: 1, revision: 2, position: 3 } as const;
const TIMESTAMP = { seconds: 1, nanos: 2 } as const;

/** More than all tags, lengths, numbers and fixed texts of one recorded event take. */
const RECORD_OVERHEAD = 320;
const BYTES_PER_CHARACTER = 3;

/** In which of the protocol's two forms the reader wants its ids. */
export type UuidForm = 'text' | 'structured';

/** What a subscription has read when it gets live: a revision for a stream, a position for `$all`; none without events. */
export interface Reached {
  readonly revision?: number;
  readonly position?: number;
}

/** An event as a read or a subscription sends it. Written by hand: the generated classes take several times as long. */
export const encodeEvent = ({ event, link }: ResolvedEvent, uuids: UuidForm): Buffer => {
  const writer = new BackwardWriter(capacityOf(event) + capacityOf(link));
  const original = link ?? event;
  const end = writer.mark;
  if (original) writer.uint64(READ_EVENT.commitPosition, original.position);
  if (link) record(writer, READ_EVENT.link, link, uuids);
  if (event) record(writer, READ_EVENT.event, event, uuids);
  writer.message(RESPONSE.event, end);
  return writer.finish();
};

export const encodeConfirmation = (subscriptionId: string): Buffer => {
  const writer = new BackwardWriter(64);
  const end = writer.mark;
  writer.string(SUBSCRIPTION_ID, subscriptionId);
  writer.message(RESPONSE.confirmation, end);
  return writer.finish();
};

/** @param now in ms since 1970. */
export const encodeCheckpoint = (position: number, now: number): Buffer => {
  const writer = new BackwardWriter(64);
  const end = writer.mark;
  timestamp(writer, CHECKPOINT.timestamp, now);
  bothPositions(writer, position);
  writer.message(RESPONSE.checkpoint, end);
  return writer.finish();
};

/**
 * Where there was nothing to reach the message is empty, as in the protocol's first form: KurrentDB-Client-Go 1.1.0
 * crashes on a time without a place.
 * @param now in ms since 1970.
 */
export const encodeCaughtUp = ({ revision, position }: Reached, now: number): Buffer => {
  const writer = new BackwardWriter(64);
  const end = writer.mark;
  if (position !== undefined) {
    const positionEnd = writer.mark;
    bothPositions(writer, position);
    writer.message(CAUGHT_UP.position, positionEnd);
  }
  if (revision !== undefined) writer.uint64(CAUGHT_UP.revision, revision);
  if (revision !== undefined || position !== undefined) timestamp(writer, CAUGHT_UP.timestamp, now);
  writer.message(RESPONSE.caughtUp, end);
  return writer.finish();
};

export const encodeStreamNotFound = (stream: string): Buffer => {
  const writer = new BackwardWriter(stream.length * BYTES_PER_CHARACTER + 32);
  const end = writer.mark;
  streamIdentifier(writer, 1, stream);
  writer.message(RESPONSE.streamNotFound, end);
  return writer.finish();
};

const capacityOf = (event: RecordedEvent | undefined): number =>
  event
    ? event.data.length +
      event.metadata.length +
      BYTES_PER_CHARACTER * (event.stream.length + event.type.length + event.id.length) +
      RECORD_OVERHEAD
    : RECORD_OVERHEAD;

const record = (writer: BackwardWriter, field: number, event: RecordedEvent, uuids: UuidForm): void => {
  const end = writer.mark;
  if (event.data.length > 0) writer.bytes(RECORDED.data, event.data);
  if (event.metadata.length > 0) writer.bytes(RECORDED.metadata, event.metadata);
  property(writer, 'content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  // The protocol counts 100 ns steps since 1970: ms with four more digits.
  property(writer, 'created', `${event.created}0000`);
  property(writer, 'type', event.type);
  writer.uint64(RECORDED.commit, event.position);
  writer.uint64(RECORDED.prepare, event.position);
  revision(writer, event.revision);
  streamIdentifier(writer, RECORDED.stream, event.stream);
  const idEnd = writer.mark;
  if (uuids === 'text') writer.string(UUID.text, event.id);
  else structuredUuid(writer, event.id);
  writer.message(RECORDED.id, idEnd);
  writer.message(field, end);
};

const structuredUuid = (writer: BackwardWriter, id: string): void => {
  const [most, least] = uuidHalves(id);
  const end = writer.mark;
  writer.largeUint64(STRUCTURED_UUID.least, least);
  writer.largeUint64(STRUCTURED_UUID.most, most);
  writer.message(UUID.structured, end);
};

const bothPositions = (writer: BackwardWriter, position: number): void => {
  writer.uint64(POSITION.prepare, position);
  writer.uint64(POSITION.commit, position);
};

const timestamp = (writer: BackwardWriter, field: number, now: number): void => {
  const end = writer.mark;
  writer.uint64(TIMESTAMP.nanos, (now % 1000) * 1_000_000);
  writer.uint64(TIMESTAMP.seconds, Math.floor(now / 1000));
  writer.message(field, end);
};

const revision = (writer: BackwardWriter, value: number): void => {
  if (value === TOMBSTONE_REVISION) writer.largestInt64(RECORDED.revision);
  else writer.uint64(RECORDED.revision, value);
};

const property = (writer: BackwardWriter, key: string, value: string): void => {
  const end = writer.mark;
  writer.string(MAP_ENTRY.value, value);
  writer.string(MAP_ENTRY.key, key);
  writer.message(RECORDED.properties, end);
};

const streamIdentifier = (writer: BackwardWriter, field: number, stream: string): void => {
  const end = writer.mark;
  writer.string(STREAM_NAME, stream);
  writer.message(field, end);
};
