import { describe, expect, test } from 'vitest';
import { jsonIn } from './json-in.js';

const digest = `sha256:${'a'.repeat(64)}`;
const annotations = { one: '1', two: '2', three: '3', four: '4' };
const layers = Array.from({ length: 1_000 }, () => ({ mediaType: 'layer', digest, size: 1, annotations }));

describe('what a registry says in JSON', () => {
  test.each<[string, unknown]>([
    ['a manifest of a thousand layers', { config: { digest }, layers }],
    ['a label that holds much JSON itself', { config: { Labels: { own: JSON.stringify(layers) } } }],
    ['a text of all that JSON is written with', '"[{,\\'.repeat(100_000)],
  ])('is read: %s', (_, said) => expect(jsonIn(Buffer.from(JSON.stringify(said)))).toEqual(said));

  test.each([
    ['lists in lists', '['.repeat(60_000) + ']'.repeat(60_000)],
    ['objects in objects', '{"a":'.repeat(60_000) + '1' + '}'.repeat(60_000)],
    ['objects', `[${'{},'.repeat(60_000)}{}]`],
    ['keys', `{${Array.from({ length: 60_000 }, (_, index) => `"${index}":1`).join(',')}}`],
  ])('is not read where it is nothing but %s, which take seconds', (_, text) =>
    expect(jsonIn(Buffer.from(text))).toBeUndefined(),
  );

  test('is nothing where it is no JSON', () => expect(jsonIn(Buffer.from('{'))).toBeUndefined());
});
