import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DataDirectory, type DataFormat, openDataDirectory } from './index.js';

/** The compiled library: a process of its own cannot run TypeScript. */
const COMPILED = new URL('../../../../dist/libs/embedded/data-directory/src/index.js', import.meta.url).href;

const format: DataFormat = {
  name: 'a collection of stamps',
  file: 'stamps.db',
  ownerFile: 'stamps.pid',
  applicationId: 7,
  version: 2,
  schema: 'CREATE TABLE stamps (country TEXT NOT NULL);',
  pragmas: ['synchronous = FULL'],
  check: (database) => database.prepare('SELECT * FROM stamps').raw().all(),
  ifDamaged: 'Buy new ones.',
};

let dataDir: string;
let undo: (() => Promise<unknown>)[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'data-directory-'));
  undo = [];
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
  await rm(dataDir, { recursive: true });
});

const file = (): string => join(dataDir, format.file);

const add = ({ database }: DataDirectory, country: string): unknown =>
  database.prepare('INSERT INTO stamps VALUES (?)').run(country);

/** What is in it. Opens and closes it. */
const stored = async (): Promise<unknown> => {
  const directory = await openDataDirectory(dataDir, format);
  const rows = directory.database.prepare('SELECT country FROM stamps').raw().all().flat();
  directory.close();
  return rows;
};

/** A process that has opened the directory and stored one stamp. */
const otherProcess = async (): Promise<ChildProcess> => {
  const script = `import { openDataDirectory } from ${JSON.stringify(COMPILED)};
    const format = { ...${JSON.stringify(format)}, check: () => undefined };
    const { database } = await openDataDirectory(${JSON.stringify(dataDir)}, format);
    database.exec("INSERT INTO stamps VALUES ('Malta')");
    process.stdout.write('open');
    setInterval(() => database, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  undo.push(() => kill(child));
  await once(child.stdout, 'data');
  return child;
};

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
};

const change = (sql: string): void => {
  const database = new Database(file());
  database.exec(sql);
  database.close();
};

const refused = (): Promise<string> =>
  openDataDirectory(dataDir, format).then(
    () => 'not refused',
    (error: unknown) => (error as Error).message,
  );

describe('a data directory', () => {
  test('keeps what was stored, and is one file when closed', async () => {
    const directory = await openDataDirectory(dataDir, format);
    add(directory, 'Chad');
    expect(await readFile(join(dataDir, format.ownerFile), 'utf8')).toBe(`${process.pid}\n`);
    directory.close();
    expect(await readdir(dataDir)).toEqual([format.file]);
    expect(await stored()).toEqual(['Chad']);
  });

  test('in use by this process is refused', async () => {
    const directory = await openDataDirectory(dataDir, format);
    add(directory, 'Chad');
    expect(await refused()).toBe(
      `The data directory ${dataDir} is in use by the process ${process.pid}. Stop it, or choose another data directory.`,
    );
    add(directory, 'Mali');
    directory.close();
    expect(await stored()).toEqual(['Chad', 'Mali']);
  });

  test('in use by another process is refused until that is killed; what it stored is there', async () => {
    const child = await otherProcess();
    expect(await refused()).toContain(`is in use by the process ${child.pid}.`);
    await kill(child);
    expect(await stored()).toEqual(['Malta']);
  });

  test('that an unlocked connection in WAL mode uses is refused, as by servers that locked another file', async () => {
    await stored();
    const other = new Database(file());
    other.exec('PRAGMA journal_mode = WAL; SELECT * FROM stamps;');
    expect(await refused()).toContain('is in use by another process');
    other.close();
    expect(await stored()).toEqual([]);
  });

  test.each([
    [
      'of a newer format',
      'PRAGMA user_version = 99',
      /has the format 99, written by a newer version .* up to 2\. Start/,
    ],
    ['of another program', 'PRAGMA application_id = 8', /is not a collection of stamps\. Choose another/],
  ])('%s is refused, not changed, and free again', async (_, sql, message) => {
    await stored();
    change(sql);
    const before = await readFile(file());
    expect(await refused()).toMatch(message);
    expect(await readFile(file())).toEqual(before);
    expect(await readdir(dataDir)).toEqual([format.file]);
    change('PRAGMA user_version = 2; PRAGMA application_id = 7');
    expect(await stored()).toEqual([]);
  });

  test("with another program's unmarked file is refused", async () => {
    change('CREATE TABLE theirs (a)');
    expect(await refused()).toContain('is not a collection of stamps');
  });

  test('with a file that is no database is refused', async () => {
    await writeFile(file(), 'no database '.repeat(1000));
    expect(await refused()).toMatch(/stamps\.db is damaged and cannot be read \(.+\)\. Buy new ones\.$/);
  });

  test('with damaged pages is refused', async () => {
    await stored();
    const bytes = await open(file(), 'r+');
    await bytes.write(Buffer.alloc(4096, 0xff), 0, 4096, 4096);
    await bytes.close();
    expect(await refused()).toMatch(/is damaged and cannot be read/);
  });

  test('that is a file is refused', async () => {
    await writeFile(file(), '');
    await expect(openDataDirectory(file(), format)).rejects.toThrow(
      `The data directory ${file()} cannot be used: ${file()} is a file. Choose another one.`,
    );
  });
});
