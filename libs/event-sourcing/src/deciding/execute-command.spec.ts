import { describe, expect, test } from 'vitest';
import { EventStoreUnavailableError } from '../events/event-store.js';
import { type CounterEvent, counted, counterRegistry } from '../projecting/counters.fixture.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { watchReads } from '../testing/watch-reads.js';
import { count, counter, processOn } from './counting-process.fixture.js';
import { nothing } from './decider.js';
import type { StreamReader } from './stream-state.js';

const world = () => processOn(createMemoryEventStore(counterRegistry));

const observing = (
  { executor }: Pick<ReturnType<typeof world>, 'executor'>,
  decide: (total: number) => readonly CounterEvent[],
) => executor.observe<number, CounterEvent>({ stream: 'counter-a', evolver: counter, part: 'saga', decide });

describe('the executor', () => {
  test('appends what is decided, with who, why and by which command', async () => {
    const { store, send } = world();
    expect(await send(3)).toEqual({ revision: 0n, position: 100n, changed: true, repeated: false, state: 3 });
    expect(await send(4)).toEqual({ revision: 1n, position: 200n, changed: true, repeated: false, state: 7 });
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
    expect(await send(3)).toEqual({ ...first, repeated: true });
    expect(store.log).toHaveLength(2);
  });

  test('answers a command as the first time that another process has done meanwhile', async () => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    const first = await there.send(3);
    await there.send(4);
    // found to be written already by the store alone
    expect(await here.send(3)).toEqual({ ...first, repeated: true });
    expect(await here.send(3)).toEqual({ ...first, repeated: true });
    expect(here.store.log).toHaveLength(3);
  });

  test('also where that was decided on a state of which much has happened since, and is not the asker’s to see', async () => {
    const here = world();
    const there = processOn(here.store);
    const refused = new Error('you may not');
    const prepare = async (streams: StreamReader) => {
      if ((await streams.of('counter-a', counter)).state > 99) throw refused;
      return {};
    };
    await here.send(1);
    const first = await there.send(3);
    await there.send(100, undefined, { actor: 'bob' });
    expect(await here.send(3, undefined, { prepare })).toEqual({ ...first, repeated: true });
    await expect(here.send(4, undefined, { prepare })).rejects.toBe(refused);
  });

  test.each([
    ['with another body', 50, 'ann'],
    ['by another', 3, 'bob'],
  ])('a command that another process has done meanwhile is refused %s', async (_, by, actor) => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    await there.send(3, 'three');
    await expect(here.send(by, 'three', { actor })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(here.store.log).toHaveLength(2);
  });

  test('answers with its last event also where the log has told its first alone by then', async () => {
    const one = world();
    const [first, second] = [one, processOn(one.store)];
    const by = (n: number): CounterEvent => ({ type: 'Counted', data: { by: n } });
    const twice = { decide: () => [by(1), by(2)] };
    await second.states.of('counter-a', counter);
    const done = await first.send(3, 'twice', twice);
    expect(done).toMatchObject({ revision: 1n, position: 200n, state: 3 });
    const [begun] = await one.store.read('counter-a');
    if (begun !== undefined) second.states.take(begun);
    expect(second.states.known('counter-a', counter)).toMatchObject({ revision: 0n });
    expect(await second.send(3, 'twice', twice)).toEqual({ ...done, repeated: true });
  });

  test('answers with the state right after it where another process has written since', async () => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    const append = here.store.append.bind(here.store);
    here.store.append = async (...args) => {
      here.store.append = append;
      const end = await append(...args);
      await there.send(100);
      return end;
    };
    expect(await here.send(3)).toMatchObject({ revision: 1n, state: 4 });
    expect(here.states.known('counter-a', counter)?.state).toBe(104);
  });

  test('refuses a command id that was used with another body', async () => {
    const { send } = world();
    await send(3, 'same');
    await expect(send(4, 'same')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('gives nobody the answer to another’s command', async () => {
    const { send } = world();
    await send(3, 'same');
    await expect(send(3, 'same', { actor: 'bob' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('appends nothing where nothing changes', async () => {
    const { send } = world();
    expect(await send(0)).toEqual({ revision: -1n, position: 0n, changed: false, repeated: false, state: 0 });
    await send(3);
    expect(await send(0)).toEqual({ revision: 0n, position: 100n, changed: false, repeated: false, state: 3 });
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

  test('decides nothing anew after the deadline: who stood still is overtaken by what was decided since', async () => {
    const { store, send, clock } = world();
    const [other, append] = [processOn(store), store.append.bind(store)];
    store.append = async (...append_) => {
      store.append = append;
      await clock.sleep(11_000);
      await other.send(7);
      return append(...append_);
    };
    await expect(send(3)).rejects.toMatchObject({ name: 'EventStoreUnavailableError' });
    expect(store.log.map(({ data }) => data)).toEqual([{ by: 7 }]);
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
    expect(await send(3)).toEqual({ revision: 0n, position: 100n, changed: true, repeated: false, state: 3 });
    expect(store.log).toHaveLength(1);
  });

  test('says that the outcome is unknown when no answer comes before the deadline', async () => {
    const { store, send } = world();
    store.append = () => Promise.reject(new EventStoreUnavailableError('the line is dead'));
    await expect(send(3)).rejects.toMatchObject({ name: 'OutcomeUnknownError' });
  });

  test('records observations in the name of the part that saw them, and as consequences of what was there', async () => {
    const { store, executor, send, states } = world();
    await send(3);
    const observe = () => observing({ executor }, (total) => (total === 0 ? nothing : [{ type: 'Reset', data: {} }]));
    expect(await observe()).toMatchObject({ revision: 1n, changed: true });
    expect(await states.of('counter-a', counter)).toMatchObject({ revision: 1n, state: 0 });
    expect(await observe()).toMatchObject({ revision: 1n, changed: false });
    expect(store.log[1]?.metadata).toMatchObject({
      actor: 'system:saga',
      $correlationId: 'trace',
      $causationId: store.log[0]?.id,
    });
  });

  test('of two observers that see different things at the same place, one is decided again after the other', async () => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    await there.states.of('counter-a', counter);
    const seen: number[] = [];
    const see = (by: number) => (total: number) => {
      seen.push(total);
      return [{ type: 'Counted' as const, data: { by } }];
    };
    const [mine, theirs] = await Promise.all([observing(here, see(10)), observing(there, see(100))]);
    expect([mine.changed, theirs.changed]).toEqual([true, true]);
    expect(here.store.log.map(({ data }) => (data as { by: number }).by)).toEqual([1, 10, 100]);
    expect(seen).toEqual([1, 1, 11]);
  });

  test('what two observers see at the same place is one observation, and both are told that it is in the log', async () => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    await there.states.of('counter-a', counter);
    const see = () => [{ type: 'Counted' as const, data: { by: 10 } }];
    expect(await Promise.all([observing(here, see), observing(there, see)])).toMatchObject([
      { revision: 1n, changed: true },
      { revision: 1n, changed: true },
    ]);
    expect(await there.states.of('counter-a', counter)).toMatchObject({ revision: 1n, state: 11 });
    expect(here.store.log).toHaveLength(2);
  });

  test('keeps what could never be read out of the log', async () => {
    const { store, send } = world();
    await expect(send('x' as never)).rejects.toThrow('Counted does not fit its schema');
    expect(store.log).toEqual([]);
  });
});

describe('what a command costs in reads of streams', () => {
  test('one to know the stream at first, then one for the state after it', async () => {
    const { store, send } = world();
    const reads = watchReads(store);
    await send(1);
    expect(reads()).toHaveLength(2);
    await send(2);
    expect(reads()).toHaveLength(1);
  });

  test('none for the state after it where the log was followed by then', async () => {
    const { store, states, send } = world();
    await send(1);
    const append = store.append.bind(store);
    const read = store.read.bind(store);
    store.append = async (stream, ...rest) => {
      const end = await append(stream, ...rest);
      for (const event of await read(stream, { from: end.revision })) states.take(event);
      return end;
    };
    const reads = watchReads(store);
    expect(await send(2)).toMatchObject({ revision: 1n, state: 3 });
    expect(reads()).toEqual([]);
  });

  test('none for the state after an observation: nobody is told it', async () => {
    const { store, executor, send } = world();
    await send(1);
    const reads = watchReads(store);
    await observing({ executor }, () => [{ type: 'Counted', data: { by: 1 } }]);
    expect(reads()).toEqual([]);
  });

  test('one for what is answered without writing: it may not be so any more', async () => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    const reads = watchReads(here.store);
    expect(await here.send(0)).toMatchObject({ changed: false, state: 1 });
    await expect(here.send(-1)).rejects.toMatchObject({ code: 'negative' });
    expect(reads()).toHaveLength(2);
    await there.send(5);
    expect(await here.send(0, 'again')).toMatchObject({ revision: 1n, state: 6 });
    await expect(here.send(-1, 'again')).rejects.toMatchObject({ extra: { total: 6 } });
  });
});

describe('what a command needs to know beside its stream', () => {
  const refused = new Error('you may not');
  const refuse = () => Promise.reject(refused);

  test('is found before it is decided', async () => {
    const { executor } = world();
    const result = await executor.execute<object, number, CounterEvent, { by: number }>({
      stream: 'counter-a',
      evolver: counter,
      prepare: () => Promise.resolve({ by: 7 }),
      decide: count,
      command: { data: {}, context: { commandId: 'c', actor: 'ann', correlationId: 't', causationId: 'c' } },
    });
    expect(result.state).toBe(7);
  });

  test('refuses it where it is refused, and nothing is written', async () => {
    const { store, send } = world();
    await expect(send(1, 'one', { prepare: refuse })).rejects.toBe(refused);
    await send(2);
    await expect(send(1, 'one', { prepare: refuse })).rejects.toBe(refused);
    expect(store.log).toHaveLength(1);
  });

  test('is not asked for once it was done: it is answered as the first time, also where it would be refused now', async () => {
    const here = world();
    const there = processOn(here.store);
    const first = await here.send(3);
    expect(await here.send(3, undefined, { prepare: refuse })).toEqual({ ...first, repeated: true });
    expect(await there.send(3, undefined, { prepare: refuse })).toEqual({ ...first, repeated: true });
    await there.send(4);
    expect(await here.send(4, undefined, { prepare: refuse })).toMatchObject({ revision: 1n, state: 7 });
  });

  test('refuses nobody whose first attempt is still under way', async () => {
    const { store, send } = world();
    await send(1);
    const append = store.append.bind(store);
    let arrive: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => {
      store.append = async (...args) => {
        resolve();
        await new Promise<void>((goOn) => {
          arrive = goOn;
        });
        return append(...args);
      };
    });
    const first = send(3);
    await underWay;
    const second = send(3, undefined, { prepare: refuse });
    arrive();
    expect(await second).toEqual({ ...(await first), repeated: true });
  });

  test('is found again where it is about the stream itself and that has moved on, on the very state of the decision', async () => {
    const here = world();
    const there = processOn(here.store);
    await Promise.all([here.send(1), there.states.of('counter-a', counter)]);
    const reads = watchReads(here.store);
    const prepare = async (streams: StreamReader) => {
      const { state } = await streams.of('counter-a', counter);
      if (state > 1) throw refused;
      // the other one is faster
      await there.send(5);
      return {};
    };
    await expect(here.send(2, undefined, { prepare })).rejects.toBe(refused);
    expect(here.store.log).toHaveLength(2);
    // one here, once the other was faster; two there
    expect(reads()).toHaveLength(3);
  });

  test('is judged by what the own stream says now, also where that was remembered otherwise', async () => {
    const here = world();
    const there = processOn(here.store);
    await here.send(1);
    await there.send(5);
    const prepare = (isAllowed: (total: number) => boolean) => async (streams: StreamReader) => {
      if (!isAllowed((await streams.of('counter-a', counter)).state)) throw refused;
      return {};
    };
    await expect(here.send(2, undefined, { prepare: prepare((total) => total < 2) })).rejects.toBe(refused);
    await there.send(4);
    expect(await here.send(3, undefined, { prepare: prepare((total) => total > 9) })).toMatchObject({ state: 13 });
  });

  test('asks for each other stream once, and for its own where it is not remembered or nothing is written', async () => {
    const { store, send } = world();
    const prepare = async (streams: StreamReader) => {
      for (const stream of ['counter-a', 'counter-b', 'counter-b', 'counter-a']) await streams.of(stream, counter);
      return {};
    };
    await send(1);
    const reads = watchReads(store);
    await send(2, undefined, { prepare });
    // its own for the state after it
    expect(reads()).toEqual(['counter-b', 'counter-a']);
    await expect(send(-1, undefined, { prepare })).rejects.toMatchObject({ code: 'negative' });
    expect(reads()).toEqual(['counter-b', 'counter-a']);
    await expect(processOn(store).send(-1, undefined, { prepare })).rejects.toMatchObject({ code: 'negative' });
    expect(reads()).toEqual(['counter-a', 'counter-b']);
  });
});
