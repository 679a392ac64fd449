import { describe, expect, test } from 'vitest';
import { checksumOf } from './checksum-of.js';
import { type RecordedEvent, TOMBSTONE_REVISION } from './recorded-event.js';

const event: RecordedEvent = {
  ...{
    position: 2 ** 40 + 3,
    stream: 's-größe',
    revision: 7,
    id: '0b9a',
    type: 'Placed',
    isJson: true,
    created: 1_700_000_000_000,
  },
  ...{ data: Buffer.from('{"a":1}'), metadata: Buffer.from('{}') },
};

describe('the checksum of an event', () => {
  test.each<[string, Partial<RecordedEvent>]>([
    ['position', { position: 3 }],
    ['stream', { stream: 's-große' }],
    ['revision', { revision: TOMBSTONE_REVISION }],
    ['id', { id: '0b9b' }],
    ['type', { type: 'placed' }],
    ['kind of data', { isJson: false }],
    ['time', { created: 1_700_000_000_001 }],
    ['data', { data: Buffer.from('{"a":2}') }],
    ['metadata', { metadata: Buffer.from('{]') }],
    ['border between texts', { id: '0b9aP', type: 'laced' }],
    ['border between data and metadata', { data: Buffer.from('{"a":1}{'), metadata: Buffer.from('}') }],
  ])('is another when its %s is', (_, changed) => {
    expect(checksumOf({ ...event, ...changed })).not.toBe(checksumOf(event));
  });

  test.each([
    ['data', { data: new Uint8Array() }, { data: Buffer.alloc(1).subarray(1) }],
    ['metadata', { metadata: new Uint8Array() }, { metadata: Buffer.alloc(1).subarray(1) }],
  ])('without %s does not depend on the kind of array', (_, a, b) => {
    expect(checksumOf({ ...event, ...a })).toBe(checksumOf({ ...event, ...b }));
  });
});
