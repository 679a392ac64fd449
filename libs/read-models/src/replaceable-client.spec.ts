import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silentLog } from '#libs/event-sourcing';
import { ReplaceableClient } from './replaceable-client.js';

class Client extends EventEmitter {
  readonly close = vi.fn(() => {
    this.emit('topologyClosed');
    return Promise.resolve();
  });
}

let made: Client[];
let client: ReplaceableClient;

const asks = (one: Client | undefined, connectionId = 'a:1'): boolean =>
  one?.emit('serverHeartbeatStarted', { connectionId }) === true;
const SILENT_MS = 50_000;

beforeEach(() => {
  vi.useFakeTimers();
  made = [];
  client = new ReplaceableClient(() => {
    const created = new Client();
    made.push(created);
    return created as never;
  }, silentLog);
});
afterEach(async () => {
  await client.close();
  vi.useRealTimers();
});

test('a client that was never used is left alone', () => {
  vi.advanceTimersByTime(300_000);
  expect(made).toHaveLength(1);
});

test('so is one whose monitor asks, also where nobody answers', () => {
  for (let asked = 0; asked < 30; asked += 1) {
    asks(made[0]);
    vi.advanceTimersByTime(10_000);
    made[0]?.emit('serverHeartbeatFailed', { connectionId: 'a:1' });
  }
  expect(made).toHaveLength(1);
});

test('another takes the place of one whose monitor is silent, which goes on with what it was asked', () => {
  asks(made[0]);
  vi.advanceTimersByTime(45_000);
  expect(client.current).toBe(made[0]);
  vi.advanceTimersByTime(5_000);
  expect(client.current).toBe(made[1]);
  expect(made[0]?.close).not.toHaveBeenCalled();
});

test('the new one is looked at as the first was, whatever becomes of that', () => {
  asks(made[0]);
  vi.advanceTimersByTime(SILENT_MS);
  asks(made[0]);
  vi.advanceTimersByTime(300_000);
  expect(made).toHaveLength(2);
  asks(made[1]);
  vi.advanceTimersByTime(SILENT_MS);
  expect(client.current).toBe(made[2]);
});

test('one silent monitor of several is enough', () => {
  asks(made[0], 'b:1');
  for (let asked = 0; asked < 5; asked += 1) {
    asks(made[0], 'a:1');
    vi.advanceTimersByTime(10_000);
  }
  expect(client.current).toBe(made[1]);
});

test('a server that is not one of them any more is not waited for', () => {
  asks(made[0]);
  made[0]?.emit('serverClosed', { address: 'a:1' });
  vi.advanceTimersByTime(300_000);
  expect(made).toHaveLength(1);
});

test('another takes the place of one that closed itself', () => {
  made[0]?.emit('topologyClosed');
  expect(client.current).toBe(made[1]);
});

test('lost connections of any of them are told', () => {
  const listener = vi.fn();
  const stop = client.onLost(listener);
  made[0]?.emit('topologyClosed');
  made[1]?.emit('connectionPoolCleared');
  expect(listener).toHaveBeenCalledTimes(1);
  stop();
  made[1]?.emit('connectionPoolCleared');
  expect(listener).toHaveBeenCalledTimes(1);
});

test('at the end all are closed, and none takes their place', async () => {
  asks(made[0]);
  vi.advanceTimersByTime(SILENT_MS);
  await client.close();
  expect(made.map(({ close }) => close.mock.calls.length)).toEqual([1, 1]);
});
