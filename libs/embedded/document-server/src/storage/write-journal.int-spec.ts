import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDocuments } from './open-documents.js';
import { WriteJournal } from './write-journal.js';

let dataDir: string;
let directory: Awaited<ReturnType<typeof openDocuments>>;
let database: typeof directory.database;
let journal: WriteJournal;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'write-journal-'));
  directory = await openDocuments(dataDir);
  ({ database } = directory);
  database.exec('CREATE TABLE things (body BLOB)');
  journal = new WriteJournal(database);
});

afterEach(async () => {
  directory.close();
  await rm(dataDir, { recursive: true });
});

const put = (bytes: number): void =>
  journal.write(() => database.prepare('INSERT INTO things VALUES (zeroblob(?))').run(bytes));
const stored = (): unknown => database.prepare('SELECT count(*) FROM things').raw().get();
/** SQLite's own limit refuses as a full disk does. */
const fillDisk = (): unknown => database.prepare('PRAGMA max_page_count = 1').get();
const freeDisk = (): unknown => database.prepare('PRAGMA max_page_count = 100000').get();

describe('the write journal', () => {
  test('has nothing to wait for when all is committed', async () => {
    expect(journal.settled()).toBeUndefined();
    put(1);
    await journal.settled();
    expect(journal.settled()).toBeUndefined();
    expect(stored()).toEqual([1]);
  });

  test('refuses whoever asks while the disk refuses, and commits all of it, in order, when it no longer does', async () => {
    fillDisk();
    put(100_000);
    await expect(journal.settled()).rejects.toMatchObject({ codeName: 'OutOfDiskSpace' });
    await expect(journal.settled()).rejects.toMatchObject({ codeName: 'OutOfDiskSpace' });
    put(1);
    await expect(journal.settled()).rejects.toMatchObject({ codeName: 'OutOfDiskSpace' });
    expect(stored()).toEqual([0]);
    freeDisk();
    await journal.settled();
    expect(database.prepare('SELECT length(body) FROM things ORDER BY rowid').raw().all()).toEqual([[100_000], [1]]);
    expect(journal.settled()).toBeUndefined();
  });
});
