import { afterEach, describe, expect, test } from 'vitest';
import { type CommandContext, CommandRejectedError } from '../deciding/command.js';
import { commonProblems } from '../deciding/rejection.js';
import { UnreadableEventError } from '../events/event-registry.js';
import { type CounterEvent, counted, counterRegistry, reset } from '../projecting/counters.fixture.js';
import { ReadModelRebuildingError } from '../reading/read-model-rebuilding-error.js';
import type { Timing } from '../supervising/timing.js';
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

/** The time of whoever waits does not come. */
const untilAborted: Timing['sleep'] = (_, signal) =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));

interface Sent extends CommandContext {
  readonly data: object;
}

const world = () => {
  // as an older program is, to which some events say nothing
  let isOlder = false;
  const decode: typeof counterRegistry.decode = (stored) => {
    if (isOlder && (stored.data as { by?: number }).by === 99) throw new UnreadableEventError(stored, 'version 2');
    return counterRegistry.decode(stored);
  };
  const events = createMemoryEventStore({ ...counterRegistry, decode });
  const store = new MemoryProjectionStore();
  const sent: Sent[] = [];
  const start = (
    fail: (sends: number) => Error | undefined = () => undefined,
    startAt: 'beginning' | 'now' = 'beginning',
    then = policy.then,
    sleep: Timing['sleep'] = () => new Promise<void>((resolve) => setImmediate(resolve)),
    changed = true,
    answering: Promise<unknown> = Promise.resolve(),
  ) => {
    let sends = 0;
    const send = async (command: PolicyCommand, context: CommandContext): Promise<{ changed: boolean }> => {
      sends += 1;
      const failure = fail(sends);
      if (failure !== undefined) throw failure;
      sent.push({ data: command.data, ...context });
      await answering;
      return { changed };
    };
    const timing = {
      now: () => performance.now(),
      random: () => 0,
      sleep,
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
  const older = (older: boolean): void => {
    isOlder = older;
  };
  return { events, store, sent, start, settled, older };
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

  test('writes down how far it has come now and then, not for each answer', async () => {
    const { events, store, sent, start } = world();
    let writes = 0;
    const advance = store.advance.bind(store);
    store.advance = (...args) => {
      writes += 1;
      return advance(...args);
    };
    await events.append('counter-a', 'no_stream', counted(...Array.from({ length: 50 }, () => 1)));
    const first = start(undefined, 'beginning', policy.then, untilAborted);
    await until('all are answered', () => sent.length === 50);
    await first.end();
    expect(writes).toBe(1);
    expect(store.storedCheckpoints.get('policy:when-counted-then-tell')?.position).toBe(5_000n);
  });

  test.each([
    ['found nothing to do', undefined],
    ['was rejected', new CommandRejectedError(commonProblems.forbidden)],
  ])('what %s is written down before the next is answered: killed then, it is not decided anew', async (_, failure) => {
    const { events, store, start } = world();
    await events.append('counter-a', 'no_stream', counted(1, 2));
    const kept: (bigint | undefined)[] = [];
    const position = () => store.storedCheckpoints.get('policy:when-counted-then-tell')?.position;
    const asked = () => {
      kept.push(position());
      return failure;
    };
    start(asked, 'beginning', policy.then, untilAborted, false);
    await until('both are answered', () => position() === 200n);
    expect(kept).toEqual([0n, 100n]);
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

  test('an event that an older version could not read is answered by the newer, once, and is not missed any more', async () => {
    const { events, store, sent, start, settled, older } = world();
    older(true);
    await events.append('counter-a', 'no_stream', counted(1, 99, 2));
    const first = start();
    await settled(300n);
    expect(first.runner.degraded()).toEqual([expect.objectContaining({ detail: '1 events' })]);
    await first.end();
    const again = start();
    await events.append('counter-a', 2n, counted(3));
    await settled(400n);
    expect(again.runner.degraded()).toEqual([expect.objectContaining({ detail: '1 events' })]);
    await again.end();
    older(false);
    for (const position of [500n, 600n]) {
      const newer = start();
      await events.append('counter-a', position / 100n - 2n, counted(4));
      await settled(position);
      expect(newer.runner.degraded()).toEqual([]);
      await newer.end();
    }
    expect(sent.map(({ data }) => data)).toEqual([1, 2, 3, 99, 4, 4].map((by) => ({ by })));
    expect(store.skipped.size).toBe(0);
  });

  test('one that was made up for and does not work then is still missed', async () => {
    const { events, store, start, settled, older } = world();
    older(true);
    await events.append('counter-a', 'no_stream', counted(99));
    const first = start();
    await settled(100n);
    await first.end();
    older(false);
    const newer = start(() => new Error('never'));
    await events.append('counter-b', 'no_stream', counted(1));
    await settled(200n);
    expect(newer.runner.degraded()).toEqual([expect.objectContaining({ detail: '2 events' })]);
    expect(store.skipped.size).toBe(2);
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

  test.each([
    ['what is of one name at once, and what is of another name after it', ['tell', 'tell', 'continue'], 2],
    ['no more than sixteen at once', Array.from({ length: 20 }, () => 'tell'), 16],
  ])('does %s', async (_, names, atOnce) => {
    const { events, sent, start, settled } = world();
    let answer: (_: unknown) => void = () => undefined;
    const answering = new Promise((resolve) => {
      answer = resolve;
    });
    const then = () => Promise.resolve(names.map((name, index) => ({ name, data: { index } })));
    await events.append('counter-a', 'no_stream', counted(1));
    start(undefined, 'beginning', then, undefined, true, answering);
    await until(`${atOnce} are sent`, () => sent.length === atOnce);
    answer(undefined);
    await settled(100n);
    expect(sent.map(({ data }) => data)).toEqual(names.map((__, index) => ({ index })));
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
