import { describe, expect, test } from 'vitest';
import type { UserDirectory } from '#libs/access';
import { OutboundAccess, type OutboundClient } from '#libs/outbound';
import { ConnectHost } from './connect-host.js';
import type { Connections, GivenToken } from './connections.js';

const given = { host: 'git.example.org', token: 't0ken', repository: 'https://git.example.org/x.git' };

interface World {
  readonly isErased?: boolean;
  readonly addresses?: readonly string[];
  readonly statuses?: readonly number[];
}

const world = ({ isErased = false, addresses = ['93.184.216.34'], statuses = [401, 200] }: World) => {
  const [kept, asked, left] = [new Map<string, GivenToken>(), [] as string[], [...statuses]];
  const connections = {
    assertAvailable: () => undefined,
    put: (userId: string, token: GivenToken) => {
      kept.set(userId, token);
      return Promise.resolve({ ...token, addedAt: new Date(0) });
    },
    erase: (userId: string) => Promise.resolve(void kept.delete(userId)),
  } as unknown as Connections;
  const directory = {
    find: (userId: string) => Promise.resolve(isErased ? undefined : { userId, displayName: 'Grace' }),
  } as unknown as UserDirectory;
  const lookup = () => Promise.resolve(addresses);
  const access = new OutboundAccess({ allowed: [], ownStores: [] }, { lookup });
  const outbound = {
    request: ({ url }: { url: string }) => {
      asked.push(url);
      return Promise.resolve({ url, status: left.shift() ?? 500, header: () => undefined, body: Buffer.alloc(0) });
    },
  } as unknown as OutboundClient;
  return { kept, asked, hosts: new ConnectHost(connections, directory, access, outbound) };
};

describe('connect a host', () => {
  test('keeps the token with what the host said of it, and when', async () => {
    const { hosts, kept } = world({});
    await hosts.connect('grace', given);
    expect(kept.get('grace')).toEqual({
      ...{ host: given.host, token: 't0ken', username: undefined, state: 'works', checkedAt: expect.any(Date) },
    });
  });

  test('keeps one that could not be tried without a time', async () => {
    const { hosts, kept } = world({ statuses: [401, 503] });
    await hosts.connect('grace', given);
    expect(kept.get('grace')).toMatchObject({ state: 'unchecked', checkedAt: undefined });
  });

  test.each([
    ['in a private network', ['10.0.0.1']],
    ['that is not there', []],
  ])('asks nothing of a host %s, and keeps nothing', async (_, addresses) => {
    const { hosts, kept, asked } = world({ addresses });
    await expect(hosts.connect('grace', given)).rejects.toMatchObject({ code: 'connection-host-unreachable' });
    expect([asked, kept.size]).toEqual([[], 0]);
  });

  test('forgets the token of who was erased while it was tried', async () => {
    const { hosts, kept } = world({ isErased: true });
    await expect(hosts.connect('grace', given)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(kept.size).toBe(0);
  });
});
