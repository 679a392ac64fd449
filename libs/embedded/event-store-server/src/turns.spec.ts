import { afterEach, expect, jest, test } from '@jest/globals';
import { Turns } from './turns.js';

afterEach(() => {
  jest.restoreAllMocks();
});

test('connections have turns one after the other, and the calls of each among themselves', async () => {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  const turns = new Turns();
  const order: string[] = [];
  const call = async (connection: string, name: string): Promise<void> => {
    const turn = turns.begin(connection);
    await turn.next();
    order.push(name);
    await turn.next();
    order.push(name);
  };
  await Promise.all([call('many', 'a'), call('many', 'b'), call('many', 'c'), call('one', 'x')]);
  expect(order.join('')).toBe('axbxcabc');
});

test('what a call waits for its reader is not of its turn', async () => {
  const now = jest.spyOn(performance, 'now').mockReturnValue(0);
  const turn = new Turns().begin('connection');
  now.mockReturnValue(6);
  let read = (): void => undefined;
  const sent = turn.pause(new Promise((resolve) => (read = resolve)));
  now.mockReturnValue(500);
  read();
  await sent;
  now.mockReturnValue(503);
  expect(turn.next()).toBeUndefined();
  now.mockReturnValue(504);
  expect(turn.next()).toBeInstanceOf(Promise);
});

test('between two turns the event loop goes round, once for each message that others send', async () => {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  const turn = new Turns().begin('connection');
  await turn.next();
  const state = { rounds: 0, over: false };
  const count = (): void => {
    state.rounds += 1;
    if (!state.over) setImmediate(count);
  };
  setImmediate(count);
  await turn.next();
  state.over = true;
  expect(state.rounds).toBeGreaterThan(50);
});
