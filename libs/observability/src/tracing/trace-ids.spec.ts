import { expect, test } from 'vitest';
import { spanIdFrom, traceIdFrom } from './trace-ids.js';

test('a trace id is the correlation id where it can be', () => {
  expect(traceIdFrom('4bf92f3577b34da6a3ce929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(traceIdFrom('4BF92F35-77b3-4da6-a3ce-929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(traceIdFrom('something else')).toMatch(/^[0-9a-f]{32}$/);
  expect(traceIdFrom('0'.repeat(32))).not.toBe('0'.repeat(32));
});

test('the same thing has the same span id everywhere', () => {
  expect(spanIdFrom('an event')).toMatch(/^[0-9a-f]{16}$/);
  expect(spanIdFrom('an event')).toBe(spanIdFrom('an event'));
  expect(spanIdFrom('an event')).not.toBe(spanIdFrom('another'));
});
