import { join } from 'node:path';
import Database from 'libsql';
import { DataDirectoryError } from './data-directory-error.js';

const FILE = 'documents.db';
/** `rdoc`: says that this SQLite file is ours. */
const APPLICATION_ID = 0x72646f63;
/** Raised with every change of the tables that an older server would misread. */
const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections (
    id INTEGER PRIMARY KEY, database TEXT NOT NULL, name TEXT NOT NULL, definition BLOB NOT NULL
  );
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

export type DatabaseFile = Database.Database;

const pragma = (database: DatabaseFile, name: string): unknown => {
  const row = database.prepare(`PRAGMA ${name}`).raw().get();
  return Array.isArray(row) ? (row as unknown[])[0] : undefined;
};

const checkFormat = (database: DatabaseFile, path: string): void => {
  const [application, format] = [Number(pragma(database, 'application_id')), Number(pragma(database, 'user_version'))];
  if (application === 0 && format === 0) return;
  if (application !== APPLICATION_ID)
    throw new DataDirectoryError(`${path} belongs to another program: choose another data directory`);
  if (format > FORMAT)
    throw new DataDirectoryError(
      `${path} has format ${format}, this version reads up to ${FORMAT}: use the newer version that wrote it`,
    );
};

const prepare = (database: DatabaseFile, path: string): void => {
  checkFormat(database, path);
  const verdict = pragma(database, 'quick_check(1)');
  if (verdict !== 'ok') throw new DataDirectoryError(corrupt(path, String(verdict)));
  pragma(database, 'journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec(SCHEMA);
};

const corrupt = (path: string, detail: string): string =>
  `${path} is damaged (${detail}): restore it from a copy, or remove it to let the read models be rebuilt; accounts in it are lost then`;

/**
 * Opens (or creates) the file that holds everything. WAL with synchronous=NORMAL: an acknowledged write survives the death of
 * the process; a power cut may lose the last ones unless the writer asked for a journalled write (`j: true`).
 * @throws DataDirectoryError for a damaged file, another program's or a newer format
 */
export const openDatabaseFile = (dataDir: string): DatabaseFile => {
  const path = join(dataDir, FILE);
  const database = new Database(path);
  try {
    prepare(database, path);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof DataDirectoryError) throw error;
    throw new DataDirectoryError(corrupt(path, error instanceof Error ? error.message : String(error)), error);
  }
};

/** Folds the write-ahead log into the file, so that a stopped server leaves one file to copy, and closes it. */
export const closeDatabaseFile = (database: DatabaseFile): void => {
  try {
    pragma(database, 'wal_checkpoint(TRUNCATE)');
  } catch {
    // A full disk: the log stays beside the file and is read at the next start; nothing is lost.
  }
  database.close();
};
