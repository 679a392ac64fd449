import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Follower } from '../live/live-connection.js';
import { InboxStore } from './inbox-store.js';

let follower: Follower;
let unread: () => Promise<number>;
let seen: (string | null | undefined)[];
let store: InboxStore;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const told = (position: string): void =>
  follower.onEvent({ position, type: 'NotificationRaised', at: '', inbox: true, data: {} });

beforeEach(() => {
  unread = () => Promise.resolve(0);
  seen = [];
  const api = {
    get: async <Body>() => ({ unread: await unread() }) as Body,
    saw: (position: string | null | undefined) => void seen.push(position),
  };
  const live = {
    followInbox: (one: Follower) => {
      follower = one;
      return () => undefined;
    },
  };
  store = new InboxStore(api, live);
});

describe('the inbox of a page', () => {
  test('is counted when it opens, when it listens, and at each event, from its position on', async () => {
    store.open();
    await settled();
    expect(store.snapshot()).toEqual({ connection: 'connecting', unread: 0, counted: 1 });
    unread = () => Promise.resolve(2);
    follower.onConnection('live', '41');
    await settled();
    expect(store.snapshot()).toEqual({ connection: 'live', unread: 2, counted: 2 });
    unread = () => Promise.resolve(3);
    told('42');
    await settled();
    expect(store.snapshot()).toEqual({ connection: 'live', unread: 3, counted: 3 });
    expect(seen).toEqual(['41', '42']);
  });

  test('is counted anew when it listens again after the connection was lost', async () => {
    store.open();
    follower.onConnection('lost');
    await settled();
    unread = () => Promise.resolve(1);
    follower.onConnection('live', '7');
    await settled();
    expect(store.snapshot()).toMatchObject({ connection: 'live', unread: 1 });
  });

  test('is counted once more, not once an event, for all that comes while it is counted', async () => {
    const answers: ((count: number) => void)[] = [];
    unread = () => new Promise((resolve) => answers.push(resolve));
    store.open();
    for (const position of ['1', '2', '3']) told(position);
    answers[0]?.(0);
    await settled();
    answers[1]?.(3);
    await settled();
    expect([answers.length, store.snapshot().unread]).toEqual([2, 3]);
  });

  test('that cannot be counted keeps what it showed, and is counted again by itself', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      unread = () => Promise.reject(new TypeError('unreachable'));
      store.open();
      await settled();
      expect(store.snapshot().unread).toBeUndefined();
      unread = () => Promise.resolve(5);
      jest.runOnlyPendingTimers();
      await settled();
      expect(store.snapshot().unread).toBe(5);
    } finally {
      jest.useRealTimers();
    }
  });
});
