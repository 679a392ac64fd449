import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Long } from 'bson';
import Database from 'libsql';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDocumentServer } from './index.js';

/** The compiled server: a process of its own cannot run TypeScript. */
const COMPILED = new URL('../../../../dist/libs/embedded/document-server/src/index.js', import.meta.url).href;

let dataDir: string;
let undo: (() => Promise<unknown>)[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'document-server-'));
  undo = [() => rm(dataDir, { recursive: true })];
});

afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

const started = async () => {
  const server = await startDocumentServer({ dataDir });
  undo.push(() => server.close());
  const client = new MongoClient(server.connectionString);
  undo.push(() => client.close());
  return { server, client, things: client.db('d').collection<{ _id: number; [field: string]: unknown }>('things') };
};

const childServer = async (): Promise<{ child: ChildProcess; url: string }> => {
  const script = `import { startDocumentServer } from ${JSON.stringify(COMPILED)};
    const server = await startDocumentServer({ dataDir: ${JSON.stringify(dataDir)} });
    process.stdout.write(server.connectionString);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  undo.push(async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  });
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: url.toString() };
};

describe('what was deleted', () => {
  /** All of a directory's bytes, as whoever copies the directory has them. */
  const bytesOf = async (directory: string): Promise<Buffer> => {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
  };

  test('is in no file any more, nor is what was changed: somebody’s name and address were erased', async () => {
    const { server, client, things } = await started();
    const named = (_id: number) => ({
      _id,
      name: `Erased Person ${_id}`,
      note: 'n'.repeat(_id % 5 === 0 ? 9_000 : 90),
    });
    await things.insertMany(Array.from({ length: 200 }, (_, _id) => named(_id)));
    await client.db('d').collection('gone').insertOne({ name: 'Erased Person of a collection' });
    await things.updateMany({ _id: { $lt: 50 } }, { $unset: { name: '' } });
    await things.deleteMany({ _id: { $gte: 50, $lt: 199 } });
    await client.db('d').dropCollection('gone');
    await client.close();
    await server.close();
    expect((await bytesOf(dataDir)).toString('latin1').match(/Erased Person [\w ]+/g)).toEqual(['Erased Person 199']);
  });

  test('leaves the log of writes while the server runs, as others write', async () => {
    const { things } = await started();
    const many = Array.from({ length: 3_000 }, (_, _id) => ({
      _id,
      name: `Erased Person ${_id} ${'x'.repeat(2_000)}`,
    }));
    await things.insertMany(many);
    await things.deleteMany({});
    for (let n = 0; n < 2_000; n += 1) await things.updateOne({ _id: 1 }, { $set: { n } }, { upsert: true });
    expect((await bytesOf(dataDir)).includes('Erased Person')).toBe(false);
  });
});

describe('what was acknowledged', () => {
  test('is there after a restart: documents, types, indexes, renames and drops', async () => {
    const first = await started();
    await first.things.insertMany([{ _id: 1, n: Long.MAX_VALUE }, { _id: 2, n: null, u: 'x' }, { _id: 3 }]);
    await first.things.createIndex({ u: 1 }, { unique: true, sparse: true }, {});
    await first.things.deleteOne({ _id: 3 });
    await first.things.replaceOne({ _id: 2 }, { u: 'y' });
    await first.client.db('d').collection('gone').insertOne({});
    await first.client.db('d').dropCollection('gone');
    await first.client.db('d').renameCollection('things', 'renamed');
    await first.client.close();
    await first.server.close();

    const { client } = await started();
    const renamed = client.db('d').collection<{ _id: number; u?: string }>('renamed');
    expect(await renamed.find({}, { promoteLongs: false }).toArray()).toEqual([
      { _id: 1, n: Long.MAX_VALUE },
      { _id: 2, u: 'y' },
    ]);
    await expect(renamed.insertOne({ _id: 9, u: 'y' })).rejects.toMatchObject({ code: 11000 });
    expect((await client.db('d').listCollections().toArray()).map(({ name }) => name)).toEqual(['renamed']);
  });

  test('survives kill -9 in the middle of writing, and the directory is free again', async () => {
    const { child, url } = await childServer();
    const client = new MongoClient(url, { maxPoolSize: 4, serverSelectionTimeoutMS: 500 });
    undo.push(() => client.close());
    const acknowledged: number[] = [];
    const write = async (writer: number): Promise<void> => {
      for (let at = 0; ; at++) {
        const _id = writer * 1_000_000 + at;
        await client.db('d').collection<{ _id: number }>('things').insertOne({ _id });
        acknowledged.push(_id);
        if (acknowledged.length === 300) child.kill('SIGKILL');
      }
    };
    const exited = once(child, 'exit');
    await Promise.allSettled([1, 2, 3, 4].map(write));
    await exited;

    const { things } = await started();
    const found = new Set((await things.find().toArray()).map(({ _id }) => _id));
    expect(acknowledged.filter((_id) => !found.has(_id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  }, 30_000);
});

describe('the data directory', () => {
  test('is used by one process at a time, and the refusal names it', async () => {
    const { child } = await childServer();
    await expect(startDocumentServer({ dataDir })).rejects.toThrow(
      `The data directory ${dataDir} is in use by the process ${child.pid}. Stop it, or choose another data directory.`,
    );
  });

  test('is refused when damaged', async () => {
    const { server, things } = await started();
    await things.insertOne({ _id: 1 });
    await server.close();
    const file = await open(join(dataDir, 'documents.db'), 'r+');
    await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 4096);
    await file.close();
    await expect(startDocumentServer({ dataDir })).rejects.toThrow(/is damaged [^]*Restore it from a copy/);
    expect(await readdir(dataDir)).toEqual(['documents.db']);
  });

  test('is refused when of a newer format', async () => {
    const { server } = await started();
    await server.close();
    const file = new Database(join(dataDir, 'documents.db'));
    file.exec('PRAGMA user_version = 99');
    file.close();
    await expect(startDocumentServer({ dataDir })).rejects.toThrow(/documents\.db has the format 99, .* up to 1\./);
  });
});

describe('the address', () => {
  test('is loopback only', async () => {
    await expect(startDocumentServer({ dataDir, host: '0.0.0.0' })).rejects.toThrow(
      /no TLS and listens on loopback only/,
    );
  });

  test('a busy port is refused with what to do, and the directory is left free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    undo.push(async () => {
      other.close();
      await once(other, 'close');
    });
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(startDocumentServer({ dataDir, port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    await started();
  });
});
