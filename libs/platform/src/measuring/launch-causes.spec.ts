import { expect, test } from 'vitest';
import type { EventStore, Recorded } from '#libs/event-sourcing';
import { createMemoryEventStore } from '#libs/event-sourcing/testing';
import { LaunchCauses } from './launch-causes.js';

const run = { launchId: 'l1', run: 1 };

const log = () => {
  const decode = (stored: unknown): Recorded => stored as Recorded;
  const registry = { streamPrefixes: ['launch-'], types: [], schemaVersion: () => 1, check: () => undefined, decode };
  const store = createMemoryEventStore(registry);
  store.plant('launch-l1', { type: 'SessionLaunched', data: run, metadata: { $correlationId: 'trace' } });
  return store;
};

const readToEnd = async (store: EventStore): Promise<void> => {
  const { signal } = new AbortController();
  for await (const message of store.follow({ after: undefined, signal })) if (message.kind === 'caughtUp') return;
};

test('who tells the runtime knows because of which event', async () => {
  const [causes, store] = [new LaunchCauses(), log()];
  await readToEnd(causes.seenIn(store));
  expect(causes.of(run)).toEqual({ correlationId: 'trace', causeId: store.log[0]?.id });
});

test('what others read, as a projector does that builds documents anew, is no cause', async () => {
  const [causes, store] = [new LaunchCauses(), log()];
  causes.seenIn(store);
  await readToEnd(store);
  expect(causes.of(run)).toBeUndefined();
});
