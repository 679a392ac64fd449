import { type EventStore, type LogMessage, type Policy, PolicyRunner, policyRunName } from '#libs/event-sourcing';
import { fillLog } from '../fill-log.js';
import { withStores } from '../stores.js';
import { until } from './saga-under-load.js';
import type { ScaleRow } from './scale-row.js';

/** It cares about what does not happen. */
const policy: Policy = { name: 'when-nothing-then-nothing', on: [], then: () => Promise.resolve([]) };

/** What `store` hands to followers before they are at the end. */
const readingsOf = (store: EventStore): { events: number; wasAtEnd: boolean } => {
  const seen = { events: 0, wasAtEnd: false };
  const follow = store.follow.bind(store);
  store.follow = async function* (following): AsyncGenerator<LogMessage> {
    for await (const message of follow(following)) {
      if (message.kind === 'caughtUp') seen.wasAtEnd = true;
      else seen.events += 1;
      yield message;
    }
  };
  return seen;
};

const measure = (size: number, directory: string): Promise<Readonly<Record<string, number>>> =>
  withStores(directory, async ({ events, database: { projectionStore: store } }) => {
    const { head } = await fillLog(events, size);
    const seen = readingsOf(events);
    const name = policyRunName(policy);
    const run = async (isDone: () => boolean | Promise<boolean>): Promise<void> => {
      Object.assign(seen, { events: 0, wasAtEnd: false });
      const ending = new AbortController();
      const runner = new PolicyRunner({
        startAt: 'beginning',
        policy,
        ports: {},
        events,
        store,
        send: () => Promise.reject(new Error()),
      });
      const running = runner.run(ending);
      await until(isDone);
      ending.abort();
      await running;
    };
    await run(async () => ((await store.checkpoints([name])).get(name)?.position ?? 0n) >= head);
    const begun = performance.now();
    await run(() => seen.wasAtEnd);
    return { 'events read': seen.events, time: performance.now() - begun };
  });

/** A policy that was at the log's end, started anew: what it does not care about is behind its checkpoint. */
export const policyStart: ScaleRow = {
  what: 'policy’s next start',
  of: 'events it does not care for',
  sizes: [1_000, 10_000, 100_000],
  goals: { 'events read': { unit: 'events', atMost: 1, growth: 1 }, time: { unit: 'ms', growth: 2 } },
  measure,
};
