import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { Long, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import { type LoggedEvent, readWholeLog } from '#libs/event-store';
import { databaseOfAnotherLog } from './database-of-another-log.fixture.js';

const DATABASE = 'renku-sessions';
const program = new URL('../../../bin/renku-sessions.js', import.meta.url).pathname;

interface Stores {
  readonly eventStore: EventStoreServer;
  readonly documents: DocumentServer;
}

/** Of all tests; what each makes of it is in a directory of its own. */
let given: string;
/** Of the stores on `data`. */
let out: string;
let directory: string;
let stores: Stores;

const start = async (dataDir: string): Promise<Stores> => ({
  eventStore: await startEventStoreServer({ dataDir: join(dataDir, 'event-store') }),
  documents: await startDocumentServer({ dataDir: join(dataDir, 'documents') }),
});

const addresses = () => ({
  EVENTSTORE_URL: stores.eventStore.connectionString,
  MONGODB_URL: stores.documents.connectionString,
});

/** What it says. */
const run = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [program, ...args], { env: addresses() })).stdout;

const restore = (from: string, dataDir: string): Promise<string> => run('restore', from, '--data-dir', dataDir);

const stop = async ({ eventStore, documents }: Stores): Promise<void> => {
  await eventStore.close();
  await documents.close();
};

const whole = async (): Promise<LoggedEvent[]> => {
  const events: LoggedEvent[] = [];
  for await (const event of readWholeLog(stores.eventStore.connectionString)) events.push(event);
  return events;
};

const inDatabase = async <T>(work: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = new MongoClient(stores.documents.connectionString);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};

const append = async (): Promise<void> => {
  const client = EventStoreDBClient.connectionString(stores.eventStore.connectionString);
  const event = (type: string) =>
    jsonEvent({ id: randomUUID(), type, data: { ü: [1.5] }, metadata: { actor: 'grace' } });
  const binary = {
    id: randomUUID(),
    contentType: 'application/octet-stream',
    type: 'Raw',
    data: Buffer.from([0, 255]),
  };
  await client.appendToStream('project-a', [event('One'), event('Two')]);
  await client.appendToStream('foreign-b', [binary as never]);
  await client.appendToStream('gone', [event('Three')]);
  await client.tombstoneStream('gone');
  await client.dispose();
};

const put = (): Promise<void> =>
  inDatabase(async (client) => {
    const db = client.db(DATABASE);
    await db
      .collection<{ _id: string }>('users')
      .insertMany([
        { _id: 'grace', name: 'Grace', since: new Date(0), number: Long.fromString('9007199254740993') },
      ] as never);
    await db.collection<{ _id: string }>('things.v1.g2').insertOne({ _id: 'derived' });
    await db.collection<{ _id: string }>('personal-tokens').insertOne({ _id: 'a hash' });
    await db.collection<{ _id: string }>('checkpoints').insertMany([
      { _id: 'policy-notify', position: '3'.padStart(20, '0'), log: 'log' },
      { _id: 'policy-ahead', position: '99'.padStart(20, '0'), log: 'log' },
      { _id: 'things.v1.g2', position: '3'.padStart(20, '0'), log: 'log' },
    ] as never);
  });

const rows = (collection: string) =>
  inDatabase((client) => client.db(DATABASE).collection(collection).find({}, { promoteLongs: false }).toArray());

let before: LoggedEvent[];
let users: Awaited<ReturnType<typeof rows>>;

beforeAll(async () => {
  given = await mkdtemp(join(tmpdir(), 'backup-'));
  out = join(given, 'copy');
  stores = await start(join(given, 'data'));
  await append();
  await put();
  [before, users] = [await whole(), await rows('users')];
  await run('backup', '--out', out);
});
afterAll(async () => {
  await stop(stores);
  await rm(given, { recursive: true, force: true });
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

test('a backup is its owner’s alone, and nothing is restored over what is there', async () => {
  expect((await stat(out)).mode & 0o777).toBe(0o700);
  await expect(restore(out, join(given, 'data'))).rejects.toThrow(/is not empty \(/);
});

test('who restores is told that sessions whose files are not put back are resumed without them', async () => {
  expect(await restore(out, join(directory, 'restored'))).toContain(
    'A session whose files are not there is resumed with an empty /work',
  );
});

test('what a restore left that was killed is named, and nothing is restored beside it', async () => {
  await mkdir(join(directory, 'restore.part'));
  await expect(restore(out, directory)).rejects.toThrow(
    `${directory} has what a restore left that was killed (restore.part): empty it, or name a new directory`,
  );
});

test('a backup is made where its name ends with a slash; one in a directory that is not there says what to do', async () => {
  await run('backup', '--out', `${join(directory, 'copy')}/`);
  expect(await readdir(join(directory, 'copy'))).toHaveLength(3);
  await expect(run('backup', '--out', join(directory, 'none', 'copy'))).rejects.toThrow(
    `no directory can be made in ${join(directory, 'none')} (ENOENT): make it, or name another one by --out`,
  );
});

test.each(['SIGINT', 'SIGTERM'] as const)('a backup that is told to end (%s) leaves nothing', async (signal) => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const env = { ...addresses(), MONGODB_URL: `mongodb://127.0.0.1:${(silent.address() as AddressInfo).port}` };
  const child = spawn(process.execPath, [program, 'backup', '--out', join(directory, 'copy')], { env });
  const ended = once(child, 'exit');
  try {
    // the first of what is asked, once there is a directory to write to
    const [socket] = (await once(silent, 'connection')) as [Socket];
    socket.on('error', () => undefined);
    const begun = await readdir(directory);
    child.kill(signal);
    expect([begun.length, (await ended)[0], await readdir(directory)]).toEqual([
      1,
      128 + constants.signals[signal],
      [],
    ]);
  } finally {
    child.kill('SIGKILL');
    silent.close();
  }
});

test.each(['events.ndjson.gz', 'documents.ndjson.gz'])(
  'a backup whose %s was altered is refused, and leaves nothing',
  async (file) => {
    const altered = join(directory, 'copy');
    await cp(out, altered, { recursive: true });
    const bytes = await readFile(join(altered, file));
    bytes[bytes.length - 6]! ^= 1;
    await writeFile(join(altered, file), bytes);
    await expect(restore(altered, join(directory, 'restored'))).rejects.toThrow(`${file} was altered`);
    expect(await readdir(join(directory, 'restored'))).toEqual([]);
  },
);

test('a directory that is no backup is refused', async () => {
  await expect(restore(directory, join(directory, 'restored'))).rejects.toThrow('is no backup');
  await writeFile(join(directory, 'backup.json'), '{"version":2');
  await expect(restore(directory, join(directory, 'restored'))).rejects.toThrow(
    'was cut short, or is of another version',
  );
});

test('a log and a database that do not belong to each other are no backup', async () => {
  const env = { ...addresses(), MONGODB_DATABASE: await databaseOfAnotherLog(stores.documents.connectionString) };
  const copy = join(directory, 'copy');
  await expect(promisify(execFile)(process.execPath, [program, 'backup', '--out', copy], { env })).rejects.toThrow(
    'was written for event log another',
  );
  expect(await readdir(directory)).toEqual([]);
});

test('what is restored is the log as it was, and the documents that cannot be made anew', async () => {
  await stop(stores);
  const restored = join(given, 'restored');
  await restore(out, restored);
  expect((await readdir(restored)).sort()).toEqual(['documents', 'event-store']);
  stores = await start(restored);
  const after = await whole();
  expect(before.map(({ type }) => type)).toEqual(expect.arrayContaining(['One', 'Two', 'Raw', 'Three']));
  // the log was given its identity before the copy was taken
  expect(after.slice(0, before.length)).toEqual(before);
  expect(await rows('users')).toEqual(users);
  expect(await rows('things.v1.g2')).toEqual([]);
  // one that was revoked after the backup is not good again
  expect(await rows('personal-tokens')).toEqual([]);
  const head = after.at(-1)!.position;
  expect(await rows('checkpoints')).toEqual([
    expect.objectContaining({ _id: 'policy-notify', position: '3'.padStart(20, '0') }),
    expect.objectContaining({ _id: 'policy-ahead', position: String(head).padStart(20, '0') }),
  ]);
});
