import { afterEach, describe, expect, test } from '@jest/globals';
import { type CommandContext, CommandRejectedError } from '../deciding/command.js';
import { commonProblems } from '../deciding/rejection.js';
import { type CounterEvent, counted, counterRegistry, reset } from '../projecting/counters.fixture.js';
import { ReadModelRebuildingError } from '../reading/read-model-rebuilding-error.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { until } from '../testing/until.js';
import { NotYetError } from './not-yet-error.js';
import type { Policy, PolicyCommand } from './policy.js';
import { PolicyRunner } from './policy-runner.js';

const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const policy: Policy<CounterEvent> = {
  name: 'when-counted-then-tell',
  on: ['Counted'],
  then: (event) => Promise.resolve(event.type === 'Counted' ? [{ name: 'tell', data: event.data }] : []),
};

interface Sent extends CommandContext {
  readonly data: object;
}

const world = () => {
  const events = createMemoryEventStore(counterRegistry);
  const store = new MemoryProjectionStore();
  const sent: Sent[] = [];
  const start = (
    fail: (sends: number) => Error | undefined = () => undefined,
    startAt: 'beginning' | 'now' = 'beginning',
    then = policy.then,
  ) => {
    let sends = 0;
    const send = (command: PolicyCommand, context: CommandContext): Promise<void> => {
      sends += 1;
      const failure = fail(sends);
      if (failure !== undefined) return Promise.reject(failure);
      sent.push({ data: command.data, ...context });
      return Promise.resolve();
    };
    const timing = {
      now: () => performance.now(),
      random: () => 0,
      sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
    };
    const runner = new PolicyRunner({
      policy: { ...policy, then },
      ports: undefined,
      events,
      store,
      send,
      startAt,
      timing,
    });
    const stop = new AbortController();
    const running = runner.run({ signal: stop.signal });
    const end = async (): Promise<void> => {
      stop.abort();
      await running;
    };
    ending.push(end);
    return { runner, end };
  };
  const settled = (position: bigint): Promise<void> =>
    until(
      `the policy is at ${position}`,
      () => store.storedCheckpoints.get('policy:when-counted-then-tell')?.position === position,
    );
  return { events, store, sent, start, settled };
};

describe('the policy runner', () => {
  test('answers what it cares about, in order, as the policy and because of the event', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', [...counted(1), reset(), ...counted(2)]);
    start();
    await settled(300n);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 1 }, { by: 2 }]);
    expect(sent[0]).toMatchObject({
      actor: 'system:when-counted-then-tell',
      causationId: events.log[0]?.id,
      correlationId: events.log[0]?.metadata.$correlationId,
    });
  });

  test('goes on after what it has answered', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1));
    const first = start();
    await settled(100n);
    await first.end();
    await events.append('counter-a', 0n, counted(2));
    start();
    await settled(200n);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 1 }, { by: 2 }]);
  });

  test('comes past what it does not care about: no start reads that again', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', [...counted(1), ...Array.from({ length: 300 }, reset)]);
    const first = start();
    await settled(30_100n);
    await first.end();
    const asked: (bigint | undefined)[] = [];
    const follow = events.follow.bind(events);
    events.follow = (options) => {
      asked.push(options.after);
      return follow(options);
    };
    await events.append('counter-a', 300n, counted(2));
    start();
    await settled(30_200n);
    expect(asked).toEqual([30_100n]);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 1 }, { by: 2 }]);
  });

  test('two of them at once, as when a lease lapses, do no harm', async () => {
    const { events, store, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1, 2, 3));
    start();
    const { runner } = start();
    await settled(300n);
    await events.append('counter-a', 2n, counted(4));
    await settled(400n);
    expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(4);
    expect([runner.degraded(), store.storedCheckpoints.size]).toEqual([[], 1]);
  });

  test('an event answered twice sends the same command ids', async () => {
    const { events, store, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1));
    const first = start();
    await settled(100n);
    await first.end();
    store.storedCheckpoints.clear();
    start();
    await settled(100n);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.commandId).toBe(sent[0]?.commandId);
  });

  test('an event answered again by fewer commands sends those with the ids that they had', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1));
    const keys = [['p', 'q'], ['q']];
    const then = () =>
      Promise.resolve((keys.shift() ?? []).map((key): PolicyCommand => ({ name: 'tell', key, data: { key } })));
    let sends = 0;
    start(() => (++sends === 2 ? new Error('not now') : undefined), 'beginning', then);
    await settled(100n);
    const [p, q] = sent;
    expect(sent.map(({ data }) => data)).toEqual([{ key: 'p' }, { key: 'q' }]);
    expect(p?.commandId).not.toBe(q?.commandId);
  });

  test('tries again what failed, and takes a rejection for an answer', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1, 2));
    const { runner } = start((sends) =>
      sends <= 2 ? new Error('down') : sends === 3 ? new CommandRejectedError(commonProblems.forbidden) : undefined,
    );
    await settled(200n);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 2 }]);
    expect(runner.degraded()).toEqual([]);
  });

  test.each(['busy', 'idempotency-key-reused'] as const)('%s is no answer: it is tried again', async (code) => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1, 2));
    start((sends) => (sends === 1 ? new CommandRejectedError(commonProblems[code]) : undefined));
    await settled(200n);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 1 }, { by: 2 }]);
  });

  test('passes over an event that never works, and says so', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1, 2));
    const { runner } = start((sends) => (sends <= 10 ? new Error('never') : undefined));
    await settled(200n);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 2 }]);
    expect(runner.degraded()).toEqual([expect.objectContaining({ detail: '1 events', advice: 'see skipped-events' })]);
  });

  test('waits for what it has to know, however long that takes', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1));
    let asked = 0;
    const then = (): Promise<PolicyCommand[]> => {
      asked += 1;
      if (asked < 40) throw asked % 2 === 0 ? new NotYetError('not yet') : new ReadModelRebuildingError('counters.v1');
      return Promise.resolve([{ name: 'tell', data: {} }]);
    };
    const { runner } = start(undefined, 'beginning', then);
    await settled(100n);
    expect([sent.length, asked, runner.degraded()]).toEqual([1, 40, []]);
  });

  test('sends the other commands of an event though one fails, and that one again', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1));
    const then = () => Promise.resolve(['p', 'q'].map((key): PolicyCommand => ({ name: 'tell', key, data: { key } })));
    start((sends) => (sends === 1 ? new Error('not now') : undefined), 'beginning', then);
    await settled(100n);
    expect(sent.map(({ data }) => data)).toEqual([{ key: 'q' }, { key: 'p' }, { key: 'q' }]);
  });

  test('may begin with what comes after its first start', async () => {
    const { events, sent, start, settled } = world();
    await events.append('counter-a', 'no_stream', counted(1));
    start(undefined, 'now');
    await settled(100n);
    await events.append('counter-a', 0n, counted(2));
    await settled(200n);
    expect(sent.map(({ data }) => data)).toEqual([{ by: 2 }]);
  });
});
