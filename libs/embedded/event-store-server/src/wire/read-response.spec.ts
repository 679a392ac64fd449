import streams from '@eventstore/db-client/generated/streams_pb.js';
import { describe, expect, test } from '@jest/globals';
import { type RecordedEvent, TOMBSTONE_REVISION } from '../recorded-event.js';
import {
  encodeCaughtUp,
  encodeCheckpoint,
  encodeConfirmation,
  encodeEvent,
  encodeStreamNotFound,
} from './read-response.js';

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

describe('read responses, decoded by the generated classes', () => {
  test('an event has all its fields', () => {
    const read = decode(encodeEvent({ event })).getEvent();
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

  test('a link carries its event, and its own position', () => {
    const link = { ...event, type: '$>', position: 2 ** 52, revision: 0, data: new Uint8Array() };
    const read = decode(encodeEvent({ event, link })).getEvent();
    expect(read?.getCommitPosition()).toBe(String(2 ** 52));
    expect(read?.getEvent()?.getStreamRevision()).toBe('300');
    expect(read?.getLink()?.getStreamRevision()).toBe('0');
  });

  test('a link alone has no event', () => {
    const read = decode(encodeEvent({ link: event })).getEvent();
    expect([read?.hasEvent(), read?.hasLink()]).toEqual([false, true]);
  });

  test('a tombstone has the largest revision', () => {
    const read = decode(encodeEvent({ event: { ...event, revision: TOMBSTONE_REVISION } })).getEvent();
    expect(read?.getEvent()?.getStreamRevision()).toBe('9223372036854775807');
  });

  test('the other answers', () => {
    expect(decode(encodeConfirmation('id-1')).getConfirmation()?.getSubscriptionId()).toBe('id-1');
    expect(decode(encodeCheckpoint(129)).getCheckpoint()?.toObject()).toEqual({
      commitPosition: '129',
      preparePosition: '129',
    });
    expect(decode(encodeCaughtUp()).hasCaughtUp()).toBe(true);
    const identifier = decode(encodeStreamNotFound('流')).getStreamNotFound()!.getStreamIdentifier()!;
    expect(text(identifier.getStreamName_asU8())).toBe('流');
  });
});
