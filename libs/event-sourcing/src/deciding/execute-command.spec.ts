import { describe, expect, test } from '@jest/globals';
import { EventStoreUnavailableError } from '../events/event-store.js';
import { type CounterEvent, counted, counterRegistry } from '../following/counters.fixture.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import type { Decide, Evolver } from './decider.js';
import { nothing, reject } from './decider.js';
import { CommandExecutor } from './execute-command.js';

const counter: Evolver<number, CounterEvent> = {
  initial: 0,
  evolve: { Counted: (total, { data }) => total + data.by, Reset: () => 0 },
};

const count: Decide<{ by: number }, number, CounterEvent> = ({ by }, total) => {
  if (by < 0) return reject('negative', 'Count up.', { total });
  return by === 0 ? nothing : [{ type: 'Counted', data: { by } }];
};

/** A clock that a sleep moves on. */
const timing = () => {
  let now = 0;
  return {
    now: () => now,
    random: () => 0.5,
    sleep: (ms: number) => {
      now += ms;
      return Promise.resolve();
    },
  };
};

const world = () => {
  const store = createMemoryEventStore(counterRegistry);
  const clock = timing();
  const executor = new CommandExecutor(store, counterRegistry, { timing: clock });
  const send = (by: number, commandId = `command-${by}`) =>
    executor.execute({
      stream: 'counter-a',
      evolver: counter,
      decide: count,
      command: { data: { by }, context: { commandId, actor: 'ann', correlationId: 'trace', causationId: 'cause' } },
    });
  return { store, executor, send, clock };
};

describe('the executor', () => {
  test('appends what is decided, with who, why and by which command', async () => {
    const { store, send } = world();
    expect(await send(3)).toEqual({ revision: 0n, position: 100n, changed: true, state: 3 });
    expect(await send(4)).toEqual({ revision: 1n, position: 200n, changed: true, state: 7 });
    expect(store.log[0]).toMatchObject({
      type: 'Counted',
      metadata: {
        $correlationId: 'trace',
        $causationId: 'cause',
        commandId: 'command-3',
        actor: 'ann',
        schemaVersion: 1,
      },
    });
  });

  test('answers a repeated command as the first time', async () => {
    const { store, send } = world();
    const first = await send(3);
    await send(4);
    expect(await send(3)).toEqual({ ...first, state: 7 });
    expect(store.log).toHaveLength(2);
  });

  test('refuses a command id that was used with another body', async () => {
    const { send } = world();
    await send(3, 'same');
    await expect(send(4, 'same')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('appends nothing where nothing changes', async () => {
    const { send } = world();
    expect(await send(0)).toEqual({ revision: -1n, position: 0n, changed: false, state: 0 });
    await send(3);
    expect(await send(0)).toEqual({ revision: 0n, position: 100n, changed: false, state: 3 });
  });

  test('throws what the domain rejects', async () => {
    await expect(world().send(-1)).rejects.toMatchObject({
      code: 'negative',
      detail: 'Count up.',
      extra: { total: 0 },
    });
  });

  test('decides again when others were faster, and gives up after the fourth time', async () => {
    const { store, send } = world();
    const append = store.append.bind(store);
    let rivals = 2;
    store.append = async (stream, expected, events) => {
      if (rivals > 0) await append(stream, expected, counted(1));
      rivals -= 1;
      return append(stream, expected, events);
    };
    expect(await send(10)).toMatchObject({ revision: 2n, state: 12 });
    rivals = Infinity;
    await expect(send(11)).rejects.toMatchObject({ code: 'busy' });
  });

  test('of many that ask at once, each is decided on what those before it did; a rejection stops nobody', async () => {
    const { store, send } = world();
    const numbers = Array.from({ length: 50 }, (_, index) => (index === 20 ? -1 : index + 1));
    const outcomes = await Promise.allSettled(numbers.map((by) => send(by)));
    expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([20]);
    expect(store.log.map(({ data }) => (data as { by: number }).by)).toEqual(numbers.filter((by) => by > 0));
  });

  test('who would have to wait for others beyond the deadline is told that nothing was written', async () => {
    const { store, send, clock } = world();
    store.append = async () => {
      await clock.sleep(11_000);
      throw new EventStoreUnavailableError('no answer');
    };
    const [first, second] = await Promise.allSettled([send(1), send(2)]);
    expect(first).toMatchObject({ reason: { name: 'OutcomeUnknownError' } });
    expect(second).toMatchObject({ reason: { name: 'EventStoreUnavailableError' } });
  });

  test('sends the same events again when the answer got lost, and writes them once', async () => {
    const { store, send } = world();
    const append = store.append.bind(store);
    let lost = 3;
    store.append = async (...append_) => {
      const answer = await append(...append_);
      lost -= 1;
      if (lost >= 0) throw new EventStoreUnavailableError('the line is dead');
      return answer;
    };
    expect(await send(3)).toEqual({ revision: 0n, position: 100n, changed: true, state: 3 });
    expect(store.log).toHaveLength(1);
  });

  test('says that the outcome is unknown when no answer comes before the deadline', async () => {
    const { store, send } = world();
    store.append = () => Promise.reject(new EventStoreUnavailableError('the line is dead'));
    await expect(send(3)).rejects.toMatchObject({ name: 'OutcomeUnknownError' });
  });

  test('records observations in the name of the part that saw them, and as consequences of what was there', async () => {
    const { store, executor, send } = world();
    await send(3);
    const observe = () =>
      executor.observe({
        stream: 'counter-a',
        evolver: counter,
        part: 'saga',
        decide: (total) => (total === 0 ? nothing : [{ type: 'Reset' as const, data: {} }]),
      });
    expect(await observe()).toMatchObject({ revision: 1n, changed: true, state: 0 });
    expect(await observe()).toMatchObject({ revision: 1n, changed: false });
    expect(store.log[1]?.metadata).toMatchObject({
      actor: 'system:saga',
      $correlationId: 'trace',
      $causationId: store.log[0]?.id,
    });
  });

  test('keeps what could never be read out of the log', async () => {
    const { store, send } = world();
    await expect(send('x' as never)).rejects.toThrow('Counted does not fit its schema');
    expect(store.log).toEqual([]);
  });
});
