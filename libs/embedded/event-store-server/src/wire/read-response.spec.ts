import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import protobuf from 'google-protobuf';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { describe, expect, test } from 'vitest';
import { type RecordedEvent, TOMBSTONE_REVISION } from '../recorded-event.js';
import {
  encodeCaughtUp,
  encodeCheckpoint,
  encodeConfirmation,
  encodeEvent,
  encodeStreamNotFound,
} from './read-response.js';
import { uuidText } from './uuid.js';

const { BinaryReader } = protobuf;
const { Timestamp } = timestamps;
const { AllStreamPosition } = shared;

const HIGH_ID = 'f0b07e6e-7a3a-4f0c-9a39-0f2d3a3a4b5c';

const event: RecordedEvent = {
  position: 2 ** 40 + 5,
  stream: 'größe-流',
  revision: 300,
  id: '0b0b7e6e-7a3a-4f0c-9a39-0f2d3a3a4b5c',
  type: 'Geöffnet',
  isJson: true,
  created: 1_700_000_000_123,
  data: Buffer.from('{"a":1}'),
  metadata: Buffer.from('{"b":2}'),
};

const NOW = 1_700_000_000_123;

const decode = (message: Buffer) => streams.ReadResp.deserializeBinary(message);

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** The fields as the generated class reads them, bytes as text. */
const fieldsOf = (record: streams.ReadResp.ReadEvent.RecordedEvent) => ({
  id: record.getId()!.getString(),
  stream: text(record.getStreamIdentifier()!.getStreamName_asU8()),
  revision: record.getStreamRevision(),
  commit: record.getCommitPosition(),
  prepare: record.getPreparePosition(),
  properties: record.getMetadataMap().toObject(false),
  metadata: text(record.getCustomMetadata_asU8()),
  data: text(record.getData_asU8()),
});

/** The generated class is older than what is in a caught-up message. */
const caughtUpOf = (message: Buffer) => {
  const found: { now?: number; revision?: number; position?: number } = {};
  const reader = new BinaryReader(message.subarray(2));
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) found.now = Timestamp.deserializeBinary(reader.readBytes()).toDate().getTime();
    else if (reader.getFieldNumber() === 2) found.revision = reader.readInt64();
    else found.position = Number(AllStreamPosition.deserializeBinary(reader.readBytes()).getCommitPosition());
  }
  return found;
};

describe('read responses, decoded by the generated classes', () => {
  test('an event has all its fields', () => {
    const read = decode(encodeEvent({ event }, 'text')).getEvent();
    expect(fieldsOf(read!.getEvent()!)).toEqual({
      id: event.id,
      stream: event.stream,
      revision: '300',
      commit: String(event.position),
      prepare: String(event.position),
      properties: [
        ['content-type', 'application/json'],
        ['created', '17000000001230000'],
        ['type', 'Geöffnet'],
      ],
      metadata: '{"b":2}',
      data: '{"a":1}',
    });
    expect(read?.getCommitPosition()).toBe(String(event.position));
    expect(read?.hasLink()).toBe(false);
  });

  test('ids are sent as two numbers to who asks for them so', () => {
    const id = decode(encodeEvent({ event }, 'structured')).getEvent()?.getEvent()?.getId();
    expect(id?.hasString()).toBe(false);
    expect(uuidText(id)).toBe(event.id);
    const high = decode(encodeEvent({ event: { ...event, id: HIGH_ID } }, 'structured'))
      .getEvent()
      ?.getEvent();
    expect(uuidText(high?.getId())).toBe(HIGH_ID);
  });

  test.each([
    ['a stream', { revision: 300 }, NOW],
    ['$all', { position: 2 ** 40 }, NOW],
    ['an empty stream', {}, undefined],
  ])('caught up with %s tells where and when', (_name, reached, now) => {
    expect(caughtUpOf(encodeCaughtUp(reached, NOW))).toEqual({ now, ...reached });
  });

  test('a link carries its event, and its own position', () => {
    const link = { ...event, type: '$>', position: 2 ** 52, revision: 0, data: new Uint8Array() };
    const read = decode(encodeEvent({ event, link }, 'text')).getEvent();
    expect(read?.getCommitPosition()).toBe(String(2 ** 52));
    expect(read?.getEvent()?.getStreamRevision()).toBe('300');
    expect(read?.getLink()?.getStreamRevision()).toBe('0');
  });

  test('a link alone has no event', () => {
    const read = decode(encodeEvent({ link: event }, 'text')).getEvent();
    expect([read?.hasEvent(), read?.hasLink()]).toEqual([false, true]);
  });

  test('a tombstone has the largest revision', () => {
    const read = decode(encodeEvent({ event: { ...event, revision: TOMBSTONE_REVISION } }, 'text')).getEvent();
    expect(read?.getEvent()?.getStreamRevision()).toBe('9223372036854775807');
  });

  test('the other answers', () => {
    expect(decode(encodeConfirmation('id-1')).getConfirmation()?.getSubscriptionId()).toBe('id-1');
    expect(decode(encodeCheckpoint(129, NOW)).getCheckpoint()?.toObject()).toEqual({
      commitPosition: '129',
      preparePosition: '129',
    });
    expect(decode(encodeCaughtUp({}, NOW)).hasCaughtUp()).toBe(true);
    const identifier = decode(encodeStreamNotFound('流')).getStreamNotFound()!.getStreamIdentifier()!;
    expect(text(identifier.getStreamName_asU8())).toBe('流');
  });
});
