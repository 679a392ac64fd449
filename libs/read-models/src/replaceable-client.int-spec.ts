import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { silentLog } from '#libs/event-sourcing';
import { ReplaceableClient } from './replaceable-client.js';

const COUNT = 10;
const ids = Array.from({ length: COUNT }, (_, index) => index);

let dataDir: string;
let server: DocumentServer;
let client: ReplaceableClient;

const database = (): Db => client.current.db('replaced');

beforeEach(async () => {
  // time passes for whoever looks at the monitor, and not for the driver
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  dataDir = await mkdtemp(join(tmpdir(), 'replaceable-client-'));
  server = await startDocumentServer({ dataDir });
  client = new ReplaceableClient(() => new MongoClient(server.connectionString), silentLog);
  await database()
    .collection<{ _id: number }>('things')
    .insertMany(ids.map((_id) => ({ _id })));
});
afterEach(async () => {
  await client.close();
  await server.close();
  await rm(dataDir, { recursive: true });
  vi.useRealTimers();
});

test('who reads step by step reads on while another client takes the place of the one that is silent', async () => {
  const first = client.current;
  const cursor = database().collection<{ _id: number }>('things').find({}, { batchSize: 2 });
  const read = [await cursor.next()];
  vi.advanceTimersByTime(50_000);
  expect(client.current).not.toBe(first);
  read.push(...(await cursor.toArray()));
  expect(read.map((thing) => thing?._id)).toEqual(ids);
  expect(await database().collection('things').countDocuments()).toBe(COUNT);
});
