import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../api/api-client.js';
import type { Follower, LiveConnection } from './live-connection.js';
import { ProjectStore } from './project-store.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('an open project', () => {
  test('knows how far the log reaches as soon as it listens, and from then on by each event', () => {
    const asked: (string | undefined)[] = [];
    let follower: Follower | undefined;
    const api = { get: never, getAll: never, getFirst: never, saw: (position?: string) => asked.push(position) };
    const live = {
      follow: (_: string, one: Follower) => {
        follower = one;
        return () => undefined;
      },
    };
    const store = new ProjectStore(api as unknown as ApiClient, live as unknown as LiveConnection, 'p');
    store.open();
    follower?.onConnection('connecting');
    expect(store.state).toMatchObject({ connection: 'connecting', isGone: false });
    follower?.onConnection('live', '41');
    expect(store.state).toMatchObject({ connection: 'live', position: '41' });
    follower?.onEvent({ position: '42', type: 'ProjectRenamed', at: '', projectId: 'p', data: {} });
    expect(store.state.position).toBe('42');
    follower?.onConnection('lost');
    expect(store.state).toMatchObject({ connection: 'lost', position: '42' });
    expect(asked).toEqual([undefined, '41', '42', undefined]);
  });
});
