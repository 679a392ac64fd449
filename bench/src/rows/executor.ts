import { randomUUID } from 'node:crypto';
import { CommandHandler, getInMemoryEventStore } from '@event-driven-io/emmett';
import { z } from 'zod';
import {
  CommandExecutor,
  createEventRegistry,
  type Event,
  type EventsOf,
  type Evolver,
  eventFamily,
  StreamStates,
} from '#libs/event-sourcing';
import type { Measurement } from '../measurement.js';
import { MemoryLog } from '../memory-log.js';

/** Commands on one stream; then comes the next stream. */
const STREAM_LENGTH = 10;
const STREAMS = 300;
const ROUNDS = 7;
/** Of Emmett's time. */
const GOAL = 1.1;

const basketEvents = eventFamily('basket-', {
  ItemAdded: z.object({ basketId: z.string(), item: z.string(), quantity: z.int(), price: z.number() }),
});
type BasketEvent = EventsOf<typeof basketEvents>;

interface Basket {
  readonly items: number;
  readonly total: number;
}

const empty: Basket = { items: 0, total: 0 };
const add = ({ items, total }: Basket, { quantity, price }: BasketEvent['data']): Basket => ({
  items: items + quantity,
  total: total + quantity * price,
});
const basket: Evolver<Basket, BasketEvent> = {
  initial: empty,
  evolve: { ItemAdded: (state, { data }) => add(state, data) },
};
const itemAdded = (basketId: string, index: number): BasketEvent => ({
  type: 'ItemAdded',
  data: { basketId, item: `item ${index}`, quantity: 1 + (index % 3), price: 2.5 },
});

type Round = () => Promise<number>;

/** Microseconds a command. */
const timed = async (command: (basketId: string, index: number) => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  for (let stream = 0; stream < STREAMS; stream += 1) {
    const basketId = randomUUID();
    for (let index = 0; index < STREAM_LENGTH; index += 1) await command(basketId, index);
  }
  return ((performance.now() - begun) * 1000) / (STREAMS * STREAM_LENGTH);
};

const ours = (): Round => {
  const registry = createEventRegistry([basketEvents]);
  const executor = new CommandExecutor(new StreamStates(new MemoryLog(registry)), registry);
  return () =>
    timed((basketId, index) => {
      const commandId = randomUUID();
      return executor.execute<BasketEvent['data'], Basket, BasketEvent>({
        stream: `basket-${basketId}`,
        evolver: basket,
        decide: ({ item, quantity, price }) => [{ type: 'ItemAdded', data: { basketId, item, quantity, price } }],
        command: {
          data: itemAdded(basketId, index).data,
          context: { commandId, actor: 'bench', correlationId: commandId, causationId: commandId },
        },
      });
    });
};

const emmett = (): Round => {
  const store = getInMemoryEventStore();
  const handle = CommandHandler<Basket, Event & BasketEvent>({
    initialState: () => empty,
    evolve: (state, { data }) => add(state, data),
  });
  return () => timed((basketId, index) => handle(store, `basket-${basketId}`, () => itemAdded(basketId, index)));
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

/**
 * What a command costs beside the store: ours and Emmett's, in turn in one process, over stores in memory. Ours also makes
 * a repeated command harmless (id and hash of its body), derives the events' ids, checks events against their schemas when
 * written and when read, and reads back what it wrote; Emmett's reads and folds the whole stream.
 */
export const executor = async (): Promise<Measurement[]> => {
  const [runOurs, runEmmett] = [ours(), emmett()];
  const times: { ours: number; emmett: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push({ ours: await runOurs(), emmett: await runEmmett() });
  // the first rounds warm up
  const warm = times.slice(2);
  const [our, their] = [median(warm.map((time) => time.ours)), median(warm.map((time) => time.emmett))];
  const ratio = median(warm.map((time) => time.ours / time.emmett));
  return [
    {
      what: 'executor, a command over a store in memory, beside Emmett 0.42',
      goal: `ratio ≤ ${GOAL}`,
      measured: `${our.toFixed(0)} µs, Emmett ${their.toFixed(0)} µs: ratio ${ratio.toFixed(2)}`,
      met: ratio <= GOAL,
      values: { oursUs: our, emmettUs: their, ratio },
    },
  ];
};
