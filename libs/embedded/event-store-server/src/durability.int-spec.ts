import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ErrorType, EventStoreDBClient } from '@eventstore/db-client';
import Database from 'libsql';
import { describe, expect, test, vi } from 'vitest';
import { startEventStoreServer } from './index.js';
import { LogStore } from './log-store.js';
import { collect, eventsOfTypes, typesOf } from './testing/events.js';
import { withDirectory, withServerOn } from './testing/with-server.js';

const RUNNER = `
  const [index, dataDir] = process.argv.slice(-2);
  const { startEventStoreServer } = await import(index);
  const server = await startEventStoreServer({ dataDir });
  console.log(server.connectionString);
`;

/** The compiled server: a process of its own cannot run TypeScript. */
const COMPILED = new URL('../../../../dist/libs/embedded/event-store-server/src/index.js', import.meta.url).href;

/** Runs `use` while another process serves the directory. */
const withProcessOn = async (
  dataDir: string,
  use: (child: ChildProcess, connectionString: string) => Promise<void>,
): Promise<void> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', RUNNER, COMPILED, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exited = once(child, 'exit');
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    await use(child, line);
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
};

describe('a log', () => {
  test('survives a restart, and a clean stop leaves the log and where it ends', () =>
    withDirectory(async (dataDir) => {
      await withServerOn(dataDir, ({ client }) => client.appendToStream('s', eventsOfTypes('abc')));
      expect(await readdir(dataDir)).toEqual(['event-store.position', 'events.db']);
      await withServerOn(dataDir, async ({ client }) => {
        expect(await typesOf(client.readStream('s'))).toBe('abc');
        expect(await typesOf(client.readAll())).toBe('$storeCreatedabc');
      });
    }));

  test('whose disk is full refuses for the moment, and says what to do', () =>
    withDirectory(async (dataDir) => {
      const log = vi.fn();
      await withServerOn(
        dataDir,
        async ({ client }) => {
          vi.spyOn(LogStore.prototype, 'append').mockImplementationOnce(() => {
            throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
          });
          const refused = client.appendToStream('s', eventsOfTypes('a'));
          await expect(refused).rejects.toMatchObject({ type: ErrorType.DEADLINE_EXCEEDED });
          expect(log).toHaveBeenCalledWith(
            expect.objectContaining({ level: 'error', msg: 'the disk of the log is full: make room on it' }),
          );
          await client.appendToStream('s', eventsOfTypes('b'));
          expect(await typesOf(client.readStream('s'))).toBe('b');
        },
        { log },
      );
    }));

  test('keeps every acknowledged event when its process is killed', () =>
    withDirectory(async (dataDir) => {
      const acknowledged: { stream: string; revision: bigint; position: bigint }[] = [];
      await withProcessOn(dataDir, async (child, connectionString) => {
        const client = EventStoreDBClient.connectionString(connectionString);
        const write = async (stream: string) => {
          for (;;) {
            const { nextExpectedRevision, position } = await client.appendToStream(stream, eventsOfTypes('ab'));
            acknowledged.push({ stream, revision: nextExpectedRevision, position: position!.commit });
            if (acknowledged.length === 300) child.kill('SIGKILL');
          }
        };
        const writers = Array.from({ length: 16 }, (_, index) => write(`s-${index}`));
        await Promise.allSettled(writers);
        await client.dispose();
      });
      expect(acknowledged.length).toBeGreaterThanOrEqual(300);
      await withServerOn(dataDir, async ({ client }) => {
        const stored = new Map<string, bigint>();
        for (const { event } of await collect(client.readAll())) {
          stored.set(`${event!.streamId}@${event!.revision.toString()}`, event!.position!.commit);
        }
        const lost = acknowledged.filter(
          ({ stream, revision, position }) => stored.get(`${stream}@${revision.toString()}`) !== position,
        );
        expect(lost).toEqual([]);
      });
    }));
});

describe('a data directory', () => {
  test('in use by another process is refused with its pid', () =>
    withDirectory((dataDir) =>
      withProcessOn(dataDir, async (child) => {
        await expect(startEventStoreServer({ dataDir })).rejects.toThrow(
          `The data directory ${dataDir} is in use by the process ${child.pid!}.`,
        );
      }),
    ));

  test('of a newer format is refused', () =>
    withDirectory(async (dataDir) => {
      await withServerOn(dataDir, () => Promise.resolve());
      const database = new Database(join(dataDir, 'events.db'));
      database.exec('PRAGMA user_version = 99');
      database.close();
      await expect(startEventStoreServer({ dataDir })).rejects.toThrow('has the format 99, written by a newer version');
    }));

  test('with damaged pages is refused', () =>
    withDirectory(async (dataDir) => {
      await withServerOn(dataDir, ({ client }) => client.appendToStream('s', eventsOfTypes('abc')));
      const file = await open(join(dataDir, 'events.db'), 'r+');
      await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 4096);
      await file.close();
      await expect(startEventStoreServer({ dataDir })).rejects.toThrow('is damaged and cannot be read');
    }));
});

describe('an address', () => {
  test('in use is refused with its port, and the directory is free again', () =>
    withDirectory((dataDir) =>
      withServerOn(join(dataDir, 'a'), async ({ server }) => {
        const options = { dataDir: join(dataDir, 'b') };
        await expect(startEventStoreServer({ ...options, port: server.port })).rejects.toThrow(
          `The port ${server.port} of 127.0.0.1 is already in use.`,
        );
        await (await startEventStoreServer(options)).close();
      }),
    ));

  test.each(['0.0.0.0', '192.0.2.1', 'example.org', '::'])('%s is not served without TLS', (host) =>
    withDirectory(async (dataDir) => {
      await expect(startEventStoreServer({ dataDir, host })).rejects.toThrow(`does not listen on ${host} without TLS`);
    }),
  );
});
