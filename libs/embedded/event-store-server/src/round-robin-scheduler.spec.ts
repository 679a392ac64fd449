import { afterEach, expect, test, vi } from 'vitest';
import { RoundRobinScheduler } from './round-robin-scheduler.js';

afterEach(() => {
  vi.restoreAllMocks();
});

test('connections go on one after the other, and the calls of each among themselves', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  const scheduler = new RoundRobinScheduler();
  const order: string[] = [];
  const call = async (connection: string, name: string): Promise<void> => {
    const timeSlice = scheduler.begin(connection);
    await timeSlice.next();
    order.push(name);
    await timeSlice.next();
    order.push(name);
  };
  await Promise.all([call('many', 'a'), call('many', 'b'), call('many', 'c'), call('one', 'x')]);
  expect(order.join('')).toBe('axbxcabc');
});

test('what a call waits for its reader is not of its time slice', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const timeSlice = new RoundRobinScheduler().begin('connection');
  now.mockReturnValue(6);
  let read = (): void => undefined;
  const sent = timeSlice.pause(new Promise((resolve) => (read = resolve)));
  now.mockReturnValue(500);
  read();
  await sent;
  now.mockReturnValue(503);
  expect(timeSlice.next()).toBeUndefined();
  now.mockReturnValue(504);
  expect(timeSlice.next()).toBeInstanceOf(Promise);
});

test('between two time slices the event loop goes round, once for each message that others send', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  const timeSlice = new RoundRobinScheduler().begin('connection');
  await timeSlice.next();
  const state = { rounds: 0, over: false };
  const count = (): void => {
    state.rounds += 1;
    if (!state.over) setImmediate(count);
  };
  setImmediate(count);
  await timeSlice.next();
  state.over = true;
  expect(state.rounds).toBeGreaterThan(50);
});
