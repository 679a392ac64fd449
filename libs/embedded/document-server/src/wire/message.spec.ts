import { BSON } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Frames } from './frames.js';
import { decodeRequest, MAX_MESSAGE_BYTES, MalformedMessage, OP_MSG, replyHead } from './message.js';

const message = (opCode: number, payload: Uint8Array): Buffer => {
  const out = Buffer.alloc(16 + payload.length);
  out.writeInt32LE(out.length, 0);
  out.writeInt32LE(7, 4);
  out.writeInt32LE(opCode, 12);
  out.set(payload, 16);
  return out;
};

const flags = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
};

const body = (doc: object): Buffer => Buffer.concat([Buffer.from([0]), BSON.serialize(doc)]);

const sequence = (name: string, docs: object[]): Buffer => {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...docs.map((doc) => BSON.serialize(doc))]);
  return Buffer.concat([Buffer.from([1]), flags(content.length + 4), content]);
};

describe('OP_MSG', () => {
  test('a document sequence may stand before or after the body, and a checksum is skipped', () => {
    const sections = [sequence('documents', [{ a: 1 }, { a: 2 }]), body({ insert: 'c', $db: 'd' })];
    for (const parts of [sections, sections.toReversed()]) {
      const request = decodeRequest(message(OP_MSG, Buffer.concat([flags(1), ...parts, Buffer.alloc(4)])));
      expect(BSON.deserialize(request.body)).toEqual({ insert: 'c', $db: 'd' });
      expect(request.sequences.get('documents')?.map((doc) => BSON.deserialize(doc))).toEqual([{ a: 1 }, { a: 2 }]);
      expect(request.isOneWay).toBe(false);
    }
  });

  test('moreToCome means that no answer is wanted', () => {
    expect(decodeRequest(message(OP_MSG, Buffer.concat([flags(2), body({ insert: 'c' })]))).isOneWay).toBe(true);
  });

  test.each([
    ['an unknown required flag', Buffer.concat([flags(4), body({ ping: 1 })])],
    ['two bodies', Buffer.concat([flags(0), body({ ping: 1 }), body({ ping: 1 })])],
    ['no body', flags(0)],
    ['a repeated sequence', Buffer.concat([flags(0), body({}), sequence('d', [{}]), sequence('d', [{}])])],
    ['a cut-off body', Buffer.concat([flags(0), body({ ping: 1 }).subarray(0, 9)])],
  ])('%s is malformed', (_, payload) => {
    expect(() => decodeRequest(message(OP_MSG, payload))).toThrow(MalformedMessage);
  });

  test('compressed messages are refused with what to do', () => {
    expect(() => decodeRequest(message(2012, Buffer.alloc(9)))).toThrow(/set no compressors/);
  });

  test('any bytes are either a request or malformed, never another error', () => {
    fc.assert(
      fc.property(fc.constantFrom(OP_MSG, 2004, 2012, 1), fc.uint8Array({ maxLength: 80 }), (opCode, payload) => {
        try {
          decodeRequest(message(opCode, payload));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage);
        }
      }),
    );
  });

  test('an answer names the request that it answers', () => {
    const body = BSON.serialize({ ok: 1 });
    const reply = Buffer.concat([replyHead({ id: 7, opCode: OP_MSG }, 3, body.length), body]);
    expect([reply.readInt32LE(0), reply.readInt32LE(4), reply.readInt32LE(8)]).toEqual([reply.length, 3, 7]);
    expect(BSON.deserialize(decodeRequest(reply).body)).toEqual({ ok: 1 });
  });
});

describe('frames', () => {
  test('messages come out whole, however the stream is cut', () => {
    const messages = [message(1, Buffer.alloc(3, 1)), message(2, Buffer.alloc(0)), message(3, Buffer.alloc(40, 3))];
    const stream = Buffer.concat(messages);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const points = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const frames = new Frames();
        const out = points
          .slice(1)
          .flatMap((end, at) => frames.push(stream.subarray(points[at], end), MAX_MESSAGE_BYTES));
        expect(Buffer.concat(out)).toEqual(stream);
        expect(out.map((one) => one.length)).toEqual(messages.map((one) => one.length));
      }),
    );
  });

  test.each([15, -1, 48_000_001])('a length of %i is refused', (length) => {
    const head = Buffer.alloc(16);
    head.writeInt32LE(length);
    expect(() => new Frames().push(head, MAX_MESSAGE_BYTES)).toThrow(MalformedMessage);
  });
});
