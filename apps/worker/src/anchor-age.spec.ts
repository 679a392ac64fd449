import { expect, test } from 'vitest';
import { logAnchorsStream } from '#libs/audit';
import type { Recorded } from '#libs/event-sourcing';
import { createMemoryEventStore } from '#libs/event-sourcing/testing';
import { AnchorAge } from './anchor-age.js';

const registry = {
  ...{ streamPrefixes: ['project-', logAnchorsStream], types: [], schemaVersion: () => 1, check: () => undefined },
  decode: (stored: unknown) => stored as Recorded,
};

test('a log that was never anchored ages from its first event on', async () => {
  let now = new Date('2026-11-29T00:00:00Z');
  const log = createMemoryEventStore(registry, () => now);
  const age = new AnchorAge(log);
  log.plant('project-1', { type: 'Happened', data: {} });
  now = new Date('2026-11-30T00:00:00Z');
  log.plant('project-1', { type: 'Happened', data: {} });
  expect(await age.seconds(now)).toBe(24 * 3_600);
  log.plant(logAnchorsStream, { type: 'LogAnchored', data: {} });
  expect(await age.seconds(now)).toBe(0);
});

test('an anchor ages when something has happened since, and the newest one counts', async () => {
  let now = new Date('2026-11-29T00:00:00Z');
  const log = createMemoryEventStore(registry, () => now);
  const age = new AnchorAge(log);
  const later = (hours: number): void => {
    now = new Date(now.getTime() + hours * 3_600_000);
  };
  const happens = (stream: string) => log.plant(stream, { type: 'Happened', data: {} });
  expect(await age.seconds(now)).toBeUndefined();
  happens('project-1');
  happens(logAnchorsStream);
  later(100);
  expect(await age.seconds(now)).toBe(0);
  happens('project-1');
  expect(await age.seconds(now)).toBe(100 * 3_600);
  happens(logAnchorsStream);
  later(1);
  expect(await age.seconds(now)).toBe(0);
  happens('project-1');
  later(-1_001);
  expect(await age.seconds(now)).toBe(1_000 * 3_600);
});
