import Database from 'libsql';
import { type DataDirectory, type DataFormat, openDataDirectory } from '#libs/embedded/data-directory';

const DOCUMENTS: DataFormat = {
  name: 'a database of the embedded document store',
  file: 'documents.db',
  ownerFile: 'lock.pid',
  /** "rdoc" */
  applicationId: 0x72646f63,
  version: 1,
  schema: `
    CREATE TABLE collections (
      id INTEGER PRIMARY KEY, database TEXT NOT NULL, name TEXT NOT NULL, definition BLOB NOT NULL
    );
  `,
  // names and addresses that were erased are not to be read in a copy of the files: deleted bytes are overwritten, and the log of
  // writes does not keep the end of a long transaction (1000 pages, after which SQLite begins it anew, are 4 MiB)
  pragmas: ['synchronous = NORMAL', 'secure_delete = ON', 'journal_size_limit = 4194304'],
  check(database) {
    const [verdict] = database.prepare('PRAGMA quick_check(1)').raw().get() as [string];
    if (verdict !== 'ok') throw new Database.SqliteError(verdict, 'SQLITE_CORRUPT');
  },
  ifDamaged: 'Restore it from a copy, or remove it to let the read models be rebuilt; accounts in it are lost then.',
};

/**
 * Opens (or creates) the file that holds everything, for this process alone. WAL with synchronous=NORMAL: an acknowledged write
 * survives the death of the process; a power cut may lose the last ones unless the writer asked for a journalled write (`j: true`).
 * Throws as `openDataDirectory` does.
 */
export const openDocuments = (dataDir: string): Promise<DataDirectory> => openDataDirectory(dataDir, DOCUMENTS);
