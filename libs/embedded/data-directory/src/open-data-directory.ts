import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'libsql';
import { makeDirectory } from './make-directory.js';

/** What a server keeps in its data directory: one SQLite file of a format of its own. */
export interface DataFormat {
  /** What the file is, for errors: "a log of the embedded event store". */
  readonly name: string;
  readonly file: string;
  /** Names the process that has the directory open. Only a message depends on it; the lock does not. */
  readonly ownerFile: string;
  /** Says in the file's header whose it is; see SQLite's `application_id`. */
  readonly applicationId: number;
  /** Raised with every change that an older server would misread. */
  readonly version: number;
  /** The statements that make the tables of a new file. */
  readonly schema: string;
  /** What turns a file of the version 1, 2 … into one of the next; run once, in one transaction. */
  readonly migrations?: readonly ((database: Database.Database) => void)[];
  /** How the file is worked with, once it is known to be ours. */
  readonly pragmas: readonly string[];
  /** Damage should show at the start, as far as it is cheaply found. Throws SQLite's errors. */
  readonly check: (database: Database.Database) => void;
  /** What to do about a damaged file: a sentence. */
  readonly ifDamaged: string;
}

/** A data directory that this process alone has open. */
export interface DataDirectory {
  readonly database: Database.Database;
  /** Leaves one file to copy and frees the directory. */
  close(): void;
}

/**
 * Opens a data directory, making it and its file as needed. The lock is the operating system's on the database file (SQLite's
 * exclusive locking mode): it ends with the process, however that dies, and when this process opens and closes the same file in
 * any other way, which it must therefore not do. A file that is not ours or too new keeps its content; it leaves WAL mode.
 * @throws Error with a readable message: no such directory can be, in use (by which process), damaged, foreign, or of a newer format.
 */
export const openDataDirectory = async (directory: string, format: DataFormat): Promise<DataDirectory> => {
  const ownerFile = join(directory, format.ownerFile);
  let database: Database.Database | undefined;
  try {
    await makeDirectory(directory);
    // whoever only makes a directory does without SQLite
    const { default: SQLite } = await import('libsql');
    const opened = (database = new SQLite(join(directory, format.file)));
    prepare(opened, join(directory, format.file), format);
    writeFileSync(ownerFile, `${process.pid}\n`);
    return {
      database: opened,
      close() {
        rmSync(ownerFile, { force: true });
        release(opened);
      },
    };
  } catch (error) {
    if (database) release(database);
    throw readableError(error, directory, format);
  }
};

/** Says itself what to do. */
class Refusal extends Error {}

const prepare = (database: Database.Database, file: string, format: DataFormat): void => {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
  const isNew = isEmpty(database);
  if (!isNew) {
    migrate(database, checkedVersion(database, file, format), format);
    format.check(database);
  }
  for (const pragma of ['journal_mode = WAL', ...format.pragmas]) database.exec(`PRAGMA ${pragma}`);
  if (isNew)
    database.exec(`
      BEGIN;
      ${format.schema}
      PRAGMA application_id = ${format.applicationId};
      PRAGMA user_version = ${format.version};
      COMMIT;
    `);
};

const isEmpty = (database: Database.Database): boolean =>
  numberOf(database, 'PRAGMA application_id') === 0 &&
  numberOf(database, 'PRAGMA user_version') === 0 &&
  numberOf(database, 'SELECT count(*) FROM sqlite_master') === 0;

/** A file that is killed in the middle of it is as it was before. */
const migrate = (database: Database.Database, from: number, { version, migrations = [] }: DataFormat): void => {
  if (from === version) return;
  const steps = migrations.slice(from - 1);
  if (from + steps.length !== version) throw new Error(`its format ${from} is not known`);
  database.exec('BEGIN');
  for (const step of steps) step(database);
  database.exec(`PRAGMA user_version = ${version}; COMMIT`);
};

/** Throws Refusal. */
const checkedVersion = (database: Database.Database, file: string, format: DataFormat): number => {
  if (numberOf(database, 'PRAGMA application_id') !== format.applicationId)
    throw new Refusal(`${file} is not ${format.name}. Choose another data directory.`);
  const version = numberOf(database, 'PRAGMA user_version');
  if (version > format.version)
    throw new Refusal(
      `${file} has the format ${version}, written by a newer version of this program; this one reads up to ` +
        `${format.version}. Start the newer version, or choose another data directory.`,
    );
  return version;
};

const numberOf = (database: Database.Database, query: string): number => {
  const [number] = database.prepare(query).raw().get() as [number];
  return number;
};

/**
 * Closes the database and gives up its lock at once: closing alone keeps the file locked until the garbage collector has found
 * every prepared statement. Leaving WAL mode first also folds the WAL into the one file.
 */
const release = (database: Database.Database): void => {
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master');
  } catch {
    // A full disk or a damaged file: what is in the WAL stays there and is read at the next start.
  }
  database.close();
};

const readableError = (error: unknown, directory: string, format: DataFormat): Error => {
  if (error instanceof Refusal) return error;
  const { message, code = '' } = error as Error & { code?: string };
  if (code.startsWith('SQLITE_BUSY'))
    return new Error(
      `The data directory ${directory} is in use by ${owner(join(directory, format.ownerFile))}. Stop it, or choose another data directory.`,
      { cause: error },
    );
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return new Error(
      `${join(directory, format.file)} is damaged and cannot be read (${message}). ${format.ifDamaged}`,
      { cause: error },
    );
  return new Error(`The data directory ${directory} cannot be used: ${message}. Choose another one.`, { cause: error });
};

const owner = (ownerFile: string): string => {
  try {
    return `the process ${readFileSync(ownerFile, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
};
