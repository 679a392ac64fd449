import { expect, test } from 'vitest';
import type { Launch } from '../api/schema.js';
import { statusSince } from './status-since.js';

const timeline = [
  { at: '2026-01-01T10:00:00Z', type: 'SessionLaunched', by: 'u', detail: 'run 1' },
  { at: '2026-01-01T10:01:00Z', type: 'SessionStarted', by: 'system:launches' },
  { at: '2026-01-01T10:02:00Z', type: 'SessionPauseAnnounced', by: 'system:launches' },
  { at: '2026-01-01T10:03:00Z', type: 'SessionPaused', by: 'system:launches' },
];

test.each<[Launch['status'], number, string | undefined]>([
  ['launching', 1, '2026-01-01T10:00:00Z'],
  ['running', 3, '2026-01-01T10:01:00Z'],
  ['paused', 4, '2026-01-01T10:03:00Z'],
  ['running', 0, undefined],
])('a launch that is %s after %i entries is so since %s', (status, count, since) => {
  expect(statusSince({ status, timeline: timeline.slice(0, count) })).toBe(since);
});
