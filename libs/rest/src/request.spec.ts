import { describe, expect, test } from 'vitest';
import { type ApiRequest, traceIdOf } from './request.js';

const [own, trace, span] = ['0'.repeat(31) + '1', 'a'.repeat(32), 'b'.repeat(16)];
const traceIdWith = (traceparent?: string) => traceIdOf({ id: own, headers: { traceparent } } as unknown as ApiRequest);

describe('the trace of a request', () => {
  test('is its caller’s, where they have one', () => {
    expect(traceIdWith(`00-${trace}-${span}-01`)).toBe(trace);
    expect(traceIdWith()).toBe(own);
  });

  // all of them would be one trace, which collectors refuse
  test.each([`00-${'0'.repeat(32)}-${span}-01`, `00-${trace}-${'0'.repeat(16)}-01`, `ff-${trace}-${span}-01`, trace])(
    'is its own, where what was sent means none (W3C Trace Context): %s',
    (traceparent) => expect(traceIdWith(traceparent)).toBe(own),
  );
});
