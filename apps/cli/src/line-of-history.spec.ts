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
