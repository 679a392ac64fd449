import { describe, expect, test } from 'vitest';
import { jsonFault } from './json-fault.js';

describe('where a text stops being JSON', () => {
  test.each([
    ['{"a":}', 5],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ['[1}', 2],
    ['01', 1],
    ['1 2', 2],
    ['{} x', 3],
    ['{"a":\n  tru}', 8],
    ['["\t"]', 1],
    [']', 0],
  ])('is the first character that cannot be there: %j', (json, at) => {
    expect(jsonFault(json)).toBe(at);
  });

  test.each(['{', '[1', '[1,', '{"a"', '{"a":', '{"a":1', '{"a":[{}', '  '])(
    'is its end where it breaks off: %j',
    (json) => {
      expect(jsonFault(json)).toBe(json.length);
    },
  );

  test('is its end for all that JSON is, and for no beginning of it sooner', () => {
    const json = JSON.stringify({ a: [1, -2.5e3, true, false, null, '\u2028"\\\n', {}, []], b: { c: '' } }, null, 1);
    for (let length = 0; length <= json.length; length += 1) {
      const fault = jsonFault(json.slice(0, length));
      // of a word or text that breaks off it is where that begins
      expect(json.slice(fault, length)).toMatch(/^(?:"[^]*|-|\.|[a-z]+|\d*\.?e?)?$/);
    }
    expect(jsonFault(json)).toBe(json.length);
  });
});
