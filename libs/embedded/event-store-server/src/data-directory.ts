import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

const DATABASE_FILE = 'events.db';
const OWNER_FILE = 'event-store.pid';
/** Says in the file's header whose it is ("EmEv"); see SQLite's `application_id`. */
const APPLICATION_ID = 0x456d4576;
const FORMAT_VERSION = 1;

/** The WAL is folded into the file each 16 MiB: less often than by default, since appends wait for it. */
const WAL_PAGES = 4_000;
const CACHE_KIB = 16 * 1024;

const SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id       TEXT NOT NULL,
    type     TEXT NOT NULL,
    is_json  INTEGER NOT NULL,
    created  INTEGER NOT NULL,
    data     BLOB NOT NULL,
    metadata BLOB NOT NULL
  );
  CREATE UNIQUE INDEX events_of_stream ON events (stream, revision);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT_VERSION};
`;

/** A data directory that this process alone has open. */
export interface DataDirectory {
  readonly database: Database.Database;
  close(): void;
}

/**
 * Opens the log of a data directory, creating both as needed. The lock is the operating system's on the database
 * file (SQLite's exclusive locking mode): it ends with the process, however that dies.
 * @throws Error with a readable message: in use (by which process), damaged, foreign, or of a newer format.
 */
export const openDataDirectory = (directory: string): DataDirectory => {
  const file = join(directory, DATABASE_FILE);
  const ownerFile = join(directory, OWNER_FILE);
  let database: Database.Database | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    database = new Database(file);
    const opened = database;
    prepareDatabase(opened, file);
    writeFileSync(ownerFile, `${process.pid}\n`);
    return {
      database: opened,
      close() {
        rmSync(ownerFile, { force: true });
        release(opened);
      },
    };
  } catch (error) {
    if (database) abandon(database);
    throw readableError(error, directory, file, ownerFile);
  }
};

const prepareDatabase = (database: Database.Database, file: string): void => {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.exec('BEGIN EXCLUSIVE; COMMIT');
  const application = numberPragma(database, 'application_id');
  const version = numberPragma(database, 'user_version');
  if (application === 0 && version === 0 && isEmpty(database)) {
    database.exec(`BEGIN; ${SCHEMA} COMMIT`);
    return;
  }
  if (application !== APPLICATION_ID) {
    throw new Error(`${file} is not a log of the embedded event store. Choose another data directory.`);
  }
  if (version > FORMAT_VERSION) {
    throw new Error(
      `${file} has the format ${version}, written by a newer version of this program; this one reads up to ` +
        `${FORMAT_VERSION}. Start the newer version, or choose another data directory.`,
    );
  }
  touchBothTrees(database);
};

/** Damage should show at the start, as far as that costs nothing; what lies deeper shows when it is read. */
const touchBothTrees = (database: Database.Database): void => {
  const ends = ['position DESC', 'position', 'stream DESC', 'stream'];
  for (const end of ends) database.prepare(`SELECT * FROM events ORDER BY ${end} LIMIT 1`).raw().get();
};

const isEmpty = (database: Database.Database): boolean =>
  database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').raw().get() === undefined;

const numberPragma = (database: Database.Database, name: string): number => {
  const row = database.prepare(`PRAGMA ${name}`).raw().get() as [number];
  return row[0];
};

/**
 * Closes the database and gives up its lock at once: closing alone keeps the file locked until the garbage
 * collector has found every prepared statement. Leaving WAL mode first also folds the WAL into the one file.
 */
const release = (database: Database.Database): void => {
  database.pragma('journal_mode = DELETE');
  database.pragma('locking_mode = NORMAL');
  database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').raw().get();
  database.close();
};

/** Releases a database that could not be opened properly; the reason to report is the earlier one. */
const abandon = (database: Database.Database): void => {
  try {
    release(database);
  } catch {
    database.close();
  }
};

const readableError = (error: unknown, directory: string, file: string, ownerFile: string): Error => {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY')) {
    return new Error(
      `The data directory ${directory} is in use by ${owner(ownerFile)}. Stop it, or choose another data directory.`,
      { cause: error },
    );
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new Error(
      `${file} is damaged and cannot be read. Restore the data directory from a backup, or choose another one.`,
      { cause: error },
    );
  }
  if (code !== '') {
    return new Error(`The data directory ${directory} cannot be used: ${(error as Error).message} (${code}).`, {
      cause: error,
    });
  }
  return error as Error;
};

const owner = (ownerFile: string): string => {
  try {
    return `the process ${readFileSync(ownerFile, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
