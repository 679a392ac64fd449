import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { goldenEvents } from '../testing/golden-events.js';
import { recordings } from '../testing/recordings.js';
import { createEventRegistry } from './create-event-registry.js';
import { eventFamily } from './event-family.js';

const family = eventFamily(
  'thing-',
  { Named: z.object({ name: z.object({ first: z.string() }) }) },
  { Named: [({ title }) => ({ name: title }), ({ name }) => ({ name: { first: name } })] },
);
const registry = createEventRegistry([family]);

const stored = (data: unknown, schemaVersion = 3, type = 'Named') => {
  const [recording] = recordings({ type, data: {}, metadata: { schemaVersion } });
  return { ...recording!, data };
};

describe('the event registry', () => {
  test.each([
    [1, { title: 'x' }],
    [2, { name: 'x' }],
    [3, { name: { first: 'x' } }],
  ])('reads version %i as the newest', (version, data) => {
    expect(registry.decode(stored(data, version)).data).toEqual({ name: { first: 'x' } });
  });

  test('tolerates and keeps what a schema does not know', () => {
    const data = { name: { first: 'x', second: 'y' }, more: 1 };
    expect(registry.decode(stored(data)).data).toEqual(data);
  });

  test.each([
    ['a newer version', stored({}, 4), 'version 4 and this program reads up to 3'],
    ['no version', stored({}, 0), 'metadata.schemaVersion must be 1 or more, is 0'],
    ['an unknown type', stored({}, 1, 'Unheard'), 'does not know its type'],
    ['data that does not fit', stored({ name: { first: 1 } }), 'data.name.first: Invalid input: expected string'],
    ['data that is no object', stored([]), 'data is not a JSON object'],
    ['no metadata', { ...stored({}), metadata: undefined as never }, 'it has no metadata'],
    [
      'metadata of another program',
      { ...stored({}), metadata: { schemaVersion: 1 } as never },
      'metadata.$correlationId must be',
    ],
  ])('says why it cannot read %s', (_, event, reason) => {
    expect(() => registry.decode(event)).toThrow(reason);
  });

  test('refuses to write what it could not read', () => {
    expect(() => registry.check({ type: 'Named', data: { name: 1 } })).toThrow(
      'Named does not fit its schema: data.name',
    );
    expect(() => registry.check({ type: 'Unheard', data: {} })).toThrow('unknown event type Unheard');
  });

  test('refuses a type that two families share', () => {
    expect(() => createEventRegistry([family, { ...family, streamPrefix: 'other-' }])).toThrow(
      'event type Named of other- exists twice',
    );
  });

  test('golden events: what is missing, unreadable or unknown is named', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'golden-'));
    await writeFile(join(directory, 'Named.v1.json'), '{"title":"x"}');
    await writeFile(join(directory, 'Named.v2.json'), '{"name":2}');
    await writeFile(join(directory, 'Gone.v1.json'), '{}');
    expect(await goldenEvents(registry, directory)).toEqual([
      expect.stringContaining('Named.v2.json is no longer read'),
      expect.stringContaining('Named.v3.json is missing: write into it'),
      expect.stringContaining('Gone.v1.json belongs to no event type'),
    ]);
    await rm(directory, { recursive: true });
  });
});
