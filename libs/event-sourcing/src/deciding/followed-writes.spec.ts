import { expect, test } from 'vitest';
import type { Recorded } from '../events/event.js';
import { type CounterEvent, counterRegistry } from '../projecting/counters.fixture.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { watchReads } from '../testing/watch-reads.js';
import type { Decide, Evolver } from './decider.js';
import { CommandExecutor } from './execute-command.js';
import { StreamStates } from './stream-states.js';

const counter: Evolver<number, CounterEvent> = {
  initial: 0,
  evolve: { Counted: (total, { data }) => total + data.by, Reset: () => 0 },
};
const count: Decide<{ by: number }, number, CounterEvent> = ({ by }) => [{ type: 'Counted', data: { by } }];

/** A process that follows the log as far as it is told to. `meanwhile`: what happens while a command waits for it. */
const world = () => {
  const store = createMemoryEventStore(counterRegistry);
  const read = store.read.bind(store);
  const states = new StreamStates(store);
  let waitedMs = 0;
  const meanwhile = { happens: (): Promise<void> => Promise.resolve() };
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    await meanwhile.happens();
    if (signal?.aborted !== true) waitedMs += ms;
  };
  const executor = new CommandExecutor(states, counterRegistry, { timing: { now: () => 0, random: () => 0, sleep } });
  const follow = async (revision: bigint): Promise<void> => {
    const [event] = await read('counter-a', { from: revision, maxCount: 1 });
    states.take(event as Recorded);
  };
  const send = async (by: number) => {
    const [before, reads] = [waitedMs, watchReads(store)];
    const context = { commandId: `command-${by}`, actor: 'ann', correlationId: 'trace', causationId: 'cause' };
    const { state } = await executor.execute({
      ...{ stream: 'counter-a', evolver: counter, decide: count },
      command: { data: { by }, context },
    });
    return { state, waitedMs: waitedMs - before, reads: reads().length };
  };
  return { send, follow, meanwhile };
};

test('the state after a command comes by the log, a moment later', async () => {
  const { send, follow, meanwhile } = world();
  await send(1);
  await follow(0n);
  meanwhile.happens = () => follow(1n);
  expect(await send(2)).toEqual({ state: 3, waitedMs: 0, reads: 0 });
});

test('where nobody follows the log it is read at once', async () => {
  const { send } = world();
  await send(1);
  expect(await send(2)).toEqual({ state: 3, waitedMs: 0, reads: 1 });
});

test('a log that is behind is waited for in vain once, and again when it has caught up', async () => {
  const { send, follow } = world();
  await send(1);
  await follow(0n);
  expect(await send(2)).toEqual({ state: 3, waitedMs: 100, reads: 1 });
  expect(await send(3)).toEqual({ state: 6, waitedMs: 0, reads: 1 });
  await follow(1n);
  expect(await send(4)).toEqual({ state: 10, waitedMs: 100, reads: 1 });
});
