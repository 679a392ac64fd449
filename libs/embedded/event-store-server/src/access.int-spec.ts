import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { serverCertificate } from '../../../../test/support/server-certificate.js';
import { startEventStoreServer } from './index.js';
import { collect, eventsOfTypes, typesOf } from './testing/events.js';
import { withDirectory } from './testing/with-server.js';

const users = [
  { name: 'admin', password: 'changeit', admin: true },
  { name: 'ann', password: 'ann:s' },
  { name: 'bob', password: 'bob' },
];

/** Runs `use` with a TLS server and a way to get clients of it, by user name. */
const withSecuredServer = (
  use: (clientOf: (name?: string, password?: string) => EventStoreDBClient) => Promise<void>,
) =>
  withDirectory(async (directory) => {
    const { authority, ...tls } = await serverCertificate({ type: 'dns', value: 'localhost' });
    const trusted = join(directory, 'authority.crt');
    await writeFile(trusted, authority);
    const server = await startEventStoreServer({
      dataDir: join(directory, 'data'),
      advertiseHost: 'localhost',
      tls,
      users,
    });
    const clients: EventStoreDBClient[] = [];
    try {
      await use((name, password = users.find((user) => user.name === name)?.password) => {
        const credentials = name === undefined ? '' : `${name}:${encodeURIComponent(password!)}@`;
        const url = server.connectionString.replace('esdb://', `esdb://${credentials}`);
        const client = EventStoreDBClient.connectionString(`${url}&tlsCAFile=${trusted}`);
        clients.push(client);
        return client;
      });
    } finally {
      await Promise.all(clients.map((client) => client.dispose()));
      await server.close();
    }
  });

describe('with TLS and users', () => {
  test('a user reads and writes streams', () =>
    withSecuredServer(async (clientOf) => {
      const ann = clientOf('ann');
      await ann.appendToStream('s', eventsOfTypes('ab'));
      expect(await typesOf(ann.readStream('s'))).toBe('ab');
      await ann.setStreamMetadata('s', { maxCount: 1 });
      await ann.deleteStream('s');
    }));

  test('nobody gets in without a valid password', () =>
    withSecuredServer(async (clientOf) => {
      for (const client of [clientOf(), clientOf('ann', 'wrong'), clientOf('nobody', 'x')]) {
        await expect(collect(client.readStream('s'))).rejects.toBeInstanceOf(AccessDeniedError);
        await expect(client.appendToStream('s', eventsOfTypes('a'))).rejects.toBeInstanceOf(AccessDeniedError);
        await expect(client.deleteStream('s')).rejects.toBeInstanceOf(AccessDeniedError);
      }
    }));

  test('system streams and $all are for admins', () =>
    withSecuredServer(async (clientOf) => {
      const [ann, admin] = [clientOf('ann'), clientOf('admin')];
      await expect(ann.appendToStream('$mine', eventsOfTypes('a'))).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(collect(ann.readAll())).rejects.toBeInstanceOf(AccessDeniedError);
      await admin.appendToStream('$mine', eventsOfTypes('a'));
      expect(await typesOf(admin.readAll())).toBe('$storeCreateda');
    }));

  test('the access list of a stream counts', () =>
    withSecuredServer(async (clientOf) => {
      const [ann, bob, admin] = [clientOf('ann'), clientOf('bob'), clientOf('admin')];
      await ann.appendToStream('s', eventsOfTypes('a'));
      await ann.setStreamMetadata('s', { acl: { readRoles: ['ann'], metaWriteRoles: ['ann'] } });
      await expect(collect(bob.readStream('s'))).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(bob.setStreamMetadata('s', {})).rejects.toBeInstanceOf(AccessDeniedError);
      await bob.appendToStream('s', eventsOfTypes('b'));
      expect(await typesOf(ann.readStream('s'))).toBe('ab');
      expect(await typesOf(admin.readStream('s'))).toBe('ab');
    }));
});

describe('options that contradict each other are refused', () => {
  test('TLS without users', () =>
    withDirectory(async (dataDir) => {
      await expect(startEventStoreServer({ dataDir, tls: { cert: '', key: '' } })).rejects.toThrow(
        'at least one of users',
      );
    }));

  test('users without TLS', () =>
    withDirectory(async (dataDir) => {
      await expect(startEventStoreServer({ dataDir, users })).rejects.toThrow('users only with tls');
    }));
});
