import { expect, test } from 'vitest';
import { lineOfHistory } from './line-of-history.js';

const entry = {
  position: '7',
  at: '2026-01-01T00:00:00.000Z',
  type: 'SessionRenamed',
  actor: 'u-1',
};

test('a line of the history says what ids are called, and shows all other texts as they are', () => {
  const data = { sessionId: 's-1', name: 'constructor' };
  const line = lineOfHistory({ ...entry, data, names: { 's-1': 'Analysis', 'u-1': 'Ada' } });
  expect(line).toContain('Ada (u-1)');
  expect(line).toContain('{"sessionId":"Analysis (s-1)","name":"constructor"}');
});

test('a line of the history leaves the terminal and the direction of writing alone', () => {
  const line = lineOfHistory({ ...entry, data: { name: 'a\u202eb\u009bc' }, names: { 'u-1': 'A\u001bd\u2066a' } });
  expect(line).toContain('A?d?a (u-1)');
  expect(line).toContain('{"name":"a?b?c"}');
});

test('a person without a name was erased; the system never had one', () => {
  const data = { userId: 'u-2', name: 'u-2 is no person here' };
  const line = lineOfHistory({ ...entry, data, names: {} });
  expect(line).toContain('an erased person (u-1)');
  expect(line).toContain('{"userId":"an erased person (u-2)","name":"u-2 is no person here"}');
  expect(lineOfHistory({ ...entry, actor: 'system:launch-saga', data: {}, names: {} })).not.toContain('erased');
});
