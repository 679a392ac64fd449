import { describe, expect, test } from 'vitest';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { until } from '../testing/until.js';
import { counted, counterRegistry, counters } from './counters.fixture.js';
import { projectedLog } from './projected-log.js';
import { Projector } from './projector.js';

describe('the log that documents come from', () => {
  test('is not known before there are any', async () => {
    expect(await projectedLog(new MemoryProjectionStore())).toBeUndefined();
  });

  test('is known from the documents alone', async () => {
    const [events, store, stop] = [
      createMemoryEventStore(counterRegistry),
      new MemoryProjectionStore(),
      new AbortController(),
    ];
    await events.append('counter-a', 'no_stream', counted(1));
    const running = new Projector({ events, store, projections: [counters()], pollMs: 5 }).run({ signal: stop.signal });
    await until('there are documents', () => Object.keys(store.documents('counters')).length > 0);
    expect(await projectedLog(store)).toBe(await events.identity());
    stop.abort();
    await running;
  });
});
