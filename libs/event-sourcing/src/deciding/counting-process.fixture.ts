import { type CounterEvent, counterRegistry } from '../projecting/counters.fixture.js';
import type { MemoryEventStore } from '../testing/memory-event-store.js';
import { type Decide, type Evolver, nothing } from './decider.js';
import { CommandExecutor } from './execute-command.js';
import { problemTypes, rejecting } from './rejection.js';
import type { StreamReader } from './stream-state.js';
import { StreamStates } from './stream-states.js';

const reject = rejecting(problemTypes({ negative: { status: 409, title: 'It counts up' } }));

export const counter: Evolver<number, CounterEvent> = {
  initial: 0,
  evolve: { Counted: (total, { data }) => total + data.by, Reset: () => 0 },
};

export const count: Decide<{ by: number }, number, CounterEvent> = ({ by }, total) => {
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

interface Sending {
  readonly decide?: Decide<{ by: number }, number, CounterEvent>;
  readonly actor?: string;
  readonly prepare?: (streams: StreamReader) => Promise<object>;
}

/** A process beside others on the same log. */
export const processOn = (store: MemoryEventStore) => {
  const clock = timing();
  const states = new StreamStates(store);
  const executor = new CommandExecutor(states, counterRegistry, { timing: clock });
  const send = (by: number, commandId = `command-${by}`, { actor = 'ann', ...prepare }: Sending = {}) =>
    executor.execute({
      stream: 'counter-a',
      evolver: counter,
      decide: count,
      command: { data: { by }, context: { commandId, actor, correlationId: 'trace', causationId: 'cause' } },
      ...prepare,
    });
  return { store, states, executor, send, clock };
};
