import streams from '@eventstore/db-client/generated/streams_pb.js';
import { describe, expect, test } from 'vitest';
import { decodeAppendRequest } from './append-request.js';
import { decodeBatchRequest } from './batch-request.js';

/** `event` is the number of the field that holds one. */
const request = (event: number, content: Buffer): Buffer => {
  const length: number[] = [];
  for (let left = content.length; ; left >>>= 7) {
    length.push(left > 0x7f ? (left & 0x7f) | 0x80 : left);
    if (left <= 0x7f) break;
  }
  return Buffer.concat([Buffer.from([(event << 3) | 2, ...length]), content]);
};

/** Of equal names, which the generated classes would take for one. */
const properties = (count: number): Buffer => Buffer.concat(Array<Buffer>(count).fill(Buffer.from([0x12, 0])));
/** A field that is there once, sent over and over. */
const ids = (count: number): Buffer => Buffer.concat(Array<Buffer>(count).fill(Buffer.from([0x0a, 0])));

describe.each([
  ['append', 2, decodeAppendRequest, (message: unknown) => (message as streams.AppendReq).hasProposedMessage()],
  [
    'batch append',
    3,
    decodeBatchRequest,
    (message: unknown) => (message as streams.BatchAppendReq).getProposedMessagesList().length > 0,
  ],
] as const)('a request of %s', (_, field, decode, hasEvent) => {
  test('is decoded whole where its event has as many properties as allowed', () => {
    const decoded = decode(request(field, Buffer.concat([ids(1), properties(16)])));
    expect([decoded.hasExcess, hasEvent(decoded.message)]).toEqual([false, true]);
  });

  test.each([
    ['properties', properties(100_000)],
    ['properties, a few too many', properties(20)],
    ['ids', ids(100_000)],
  ])('is decoded without its event where that has too many %s', (__, content) => {
    const decoded = decode(request(field, content));
    expect([decoded.hasExcess, hasEvent(decoded.message)]).toEqual([true, false]);
  });
});

test('a request of append that is events over and over is not decoded', () => {
  const { hasExcess, message } = decodeAppendRequest(Buffer.concat(Array<Buffer>(100_000).fill(request(2, ids(1)))));
  expect([hasExcess, message.hasProposedMessage()]).toEqual([true, false]);
});
