import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { memoryDirectory } from '../../../../test/support/memory-directory.js';
import { LastPosition } from './last-position.js';
import { LogStore } from './log-store.js';
import { openLog } from './open-log.js';
import type { RecordedEvent } from './recorded-event.js';
import { eventsOfTypes, typesOf } from './testing/events.js';
import { withDirectory, withServerOn } from './testing/with-server.js';

const STREAMS = ['s-0', 's-1', 's-2', '$$s-0', '$$s-1', 's-gone', '$store'];

/** A log that has every kind of event, large ones too. */
const writeLog = async (client: EventStoreDBClient): Promise<void> => {
  for (let at = 0; at < 20; at++) await client.appendToStream(`s-${at % 3}`, eventsOfTypes('abc'));
  await client.setStreamMetadata('s-0', { maxCount: 50 });
  await client.deleteStream('s-1');
  await client.appendToStream('s-gone', binaryEvent({ type: 'large', data: Buffer.alloc(9_000, 'x') }));
  await client.tombstoneStream('s-gone');
};

const textOf = ({ data, metadata, ...event }: RecordedEvent): string =>
  JSON.stringify([event, ...[data, metadata].map((bytes) => Buffer.from(bytes).toString('latin1'))]);

/** All that a log serves, and how far each stream goes. */
const contents = async (dataDir: string): Promise<string> => {
  const log = await openLog(dataDir);
  try {
    const store = new LogStore(log.database, log.lastPosition);
    const most = Number.MAX_SAFE_INTEGER;
    const streams = STREAMS.flatMap((name) => [
      JSON.stringify(store.head(name)),
      ...store.streamForwards(name, 0, most, 1_000).map(textOf),
      ...store.streamBackwards(name, most, 0, 1_000).map(textOf),
    ]);
    const all = [...store.allForwards(0, 1_000), ...store.allBackwards(1_000, 1_000)].map(textOf);
    return [store.lastPosition, ...streams, ...all].join('\n');
  } finally {
    log.close();
  }
};

/** Numbers from 0 to 1, the same at each run. */
const pseudoRandom = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

const filesOf = (dataDir: string): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(dataDir).map((file) => [file, readFileSync(join(dataDir, file))]));

const writeFiles = (directory: string, files: ReadonlyMap<string, Buffer>): void => {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  for (const [file, bytes] of files) writeFileSync(join(directory, file), bytes);
};

/** What is served of each of many copies in which a byte was changed, where it is not refused. */
const servedWithOneByteChanged = async (dataDir: string, file: string, times: number, seed: number) => {
  const random = pseudoRandom(seed);
  const files = filesOf(dataDir);
  const copy = `${dataDir}-changed`;
  const served: string[] = [];
  const refusals: string[] = [];
  for (let time = 0; time < times; time++) {
    const changed = Buffer.from(files.get(file)!);
    const at = Math.floor(random() * changed.length);
    changed[at] = changed.readUInt8(at) ^ (1 + Math.floor(random() * 255));
    writeFiles(copy, new Map([...files, [file, changed]]));
    await contents(copy).then(
      (content) => served.push(content),
      (error: unknown) => refusals.push((error as Error).message),
    );
  }
  return { served: new Set(served), refusals };
};

/** A thousand logs are opened, and each open and close waits for the disk twice. */
const withFastDirectory = async (use: (directory: string) => Promise<void>): Promise<void> => {
  const directory = await memoryDirectory('event-store-');
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
};

const withLog = (use: (dataDir: string) => Promise<void>): Promise<void> =>
  withFastDirectory(async (directory) => {
    const dataDir = join(directory, 'log');
    await withServerOn(dataDir, ({ client }) => writeLog(client));
    await use(dataDir);
  });

/** As a process leaves it that is killed: what was written last is in the write-ahead log alone. */
const withLogOfKilled = (use: (dataDir: string, truth: string) => Promise<void>): Promise<void> =>
  withFastDirectory(async (directory) => {
    const dataDir = join(directory, 'live');
    await withServerOn(dataDir, ({ client }) => client.appendToStream('s-0', eventsOfTypes('a')));
    const copy = join(directory, 'killed');
    await withServerOn(dataDir, async ({ client }) => {
      await writeLog(client);
      writeFiles(copy, filesOf(dataDir));
    });
    await use(copy, await contents(dataDir));
  });

describe('a log with one byte changed', () => {
  test.each([
    ['events.db', 900],
    ['event-store.position', 20],
  ])(
    'anywhere in %s is served as it was written or refused',
    (file, times) =>
      withLog(async (dataDir) => {
        const truth = await contents(dataDir);
        const { served, refusals } = await servedWithOneByteChanged(dataDir, file, times, 1);
        expect([...served].filter((content) => content !== truth)).toEqual([]);
        expect(refusals.length).toBeGreaterThan(times / 10);
        expect(refusals.filter((message) => !/damaged|cannot be used|is not a log|newer/.test(message))).toEqual([]);
      }),
    60_000,
  );

  test(
    'anywhere in its write-ahead log is served as it was written or refused',
    () =>
      withLogOfKilled(async (dataDir, truth) => {
        const { served, refusals } = await servedWithOneByteChanged(dataDir, 'events.db-wal', 80, 2);
        expect([...served].filter((content) => content !== truth)).toEqual([]);
        expect(refusals.length).toBeGreaterThan(40);
      }),
    60_000,
  );

  test('in an event names its position to whoever reads it, and serves the others', () =>
    withDirectory(async (dataDir) => {
      await withServerOn(dataDir, async ({ client }) => {
        await client.appendToStream('sound', eventsOfTypes('ab'));
        await client.appendToStream('hurt', binaryEvent({ type: 'x', data: Buffer.from('as it was written') }));
      });
      const file = join(dataDir, 'events.db');
      const bytes = readFileSync(file);
      bytes.write('az it was written', bytes.indexOf('as it was written'));
      writeFileSync(file, bytes);
      await withServerOn(dataDir, async ({ client }) => {
        await expect(typesOf(client.readStream('hurt'))).rejects.toThrow(
          'The event at position 4 of the log is damaged',
        );
        await expect(typesOf(client.readAll())).rejects.toThrow('The event at position 4 of the log is damaged');
        expect(await typesOf(client.readStream('sound'))).toBe('ab');
      });
    }));
});

describe('a log that lost', () => {
  test('its write-ahead log is refused', () =>
    withLogOfKilled(async (dataDir) => {
      rmSync(join(dataDir, 'events.db-wal'));
      await expect(openLog(dataDir)).rejects.toThrow(/ends at position 2, though it held events up to position \d+/);
    }));

  test.each([
    ['its content', 'empty', (file: string) => truncateSync(file)],
    ['its file', 'missing', (file: string) => rmSync(file)],
  ])('%s is not begun anew', (_, what, lose) =>
    withLog(async (dataDir) => {
      lose(join(dataDir, 'events.db'));
      await expect(openLog(dataDir)).rejects.toThrow(new RegExp(`is ${what}, though it held events up to position`));
    }),
  );

  test('nothing but where it ends goes on', () =>
    withLog(async (dataDir) => {
      const truth = await contents(dataDir);
      rmSync(join(dataDir, 'event-store.position'));
      expect(await contents(dataDir)).toBe(truth);
    }));
});

describe('a log whose last position is not noted', () => {
  // Created and not yet written to: a killed process leaves it empty, a power cut may leave zeros.
  test.each([
    ['empty', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(32)],
  ])('since its file is %s goes on, and is noted anew', (_, content) =>
    withLog(async (dataDir) => {
      const truth = await contents(dataDir);
      const file = join(dataDir, 'event-store.position');
      const noted = readFileSync(file, 'latin1');
      writeFileSync(file, content);
      expect(await contents(dataDir)).toBe(truth);
      expect(readFileSync(file, 'latin1')).toBe(noted);
    }),
  );

  test('never has a file that is not whole', () =>
    withFastDirectory(async (dataDir) => {
      new LastPosition(dataDir).close();
      expect([...filesOf(dataDir)].map(([file, content]) => [file, content.length])).toEqual([
        ['event-store.position', 32],
      ]);
      await expect(openLog(dataDir).then((log) => log.close())).resolves.toBeUndefined();
    }));
});

test('a log that cannot note where it ends is given up all the same', () =>
  withDirectory(async (dataDir) => {
    const log = await openLog(dataDir);
    log.lastPosition.close();
    expect(() => log.close()).toThrow('EBADF');
    const again = await openLog(dataDir);
    again.close();
  }));

describe('a log of the first format', () => {
  const FIRST = `
    CREATE TABLE events (
      position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
      is_json INTEGER NOT NULL, created INTEGER NOT NULL, data BLOB NOT NULL, metadata BLOB NOT NULL
    );
    CREATE UNIQUE INDEX events_of_stream ON events (stream, revision);
    PRAGMA application_id = 1164789110; PRAGMA user_version = 1;`;

  test('is taken over once, and goes on', () =>
    withDirectory(async (dataDir) => {
      mkdirSync(dataDir, { recursive: true });
      const file = new Database(join(dataDir, 'events.db'));
      file.exec(`BEGIN; ${FIRST}`);
      const insert = file.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?)');
      for (let at = 1; at <= 2_500; at++)
        insert.run([at, 'old', at - 1, randomUUID(), 't', Buffer.from('{}'), Buffer.alloc(0)]);
      file.exec('COMMIT');
      file.close();
      for (const added of ['x', 'y'])
        await withServerOn(dataDir, ({ client }) => client.appendToStream('new', eventsOfTypes(added)));
      await withServerOn(dataDir, async ({ client }) => {
        expect(await typesOf(client.readStream('old'))).toBe('t'.repeat(2_500));
        expect(await typesOf(client.readStream('new'))).toBe('xy');
      });
    }));
});
