import { type DataDirectory, type DataFormat, openDataDirectory } from '#libs/embedded/data-directory';

const CACHE_KIB = 16 * 1024;
/** The WAL is folded into the file each 16 MiB: less often than by default, since appends wait for it. */
const WAL_PAGES = 4_000;

const LOG: DataFormat = {
  name: 'a log of the embedded event store',
  file: 'events.db',
  ownerFile: 'event-store.pid',
  /** "EmEv" */
  applicationId: 0x456d4576,
  version: 1,
  schema: `
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
  `,
  pragmas: ['synchronous = FULL', `wal_autocheckpoint = ${WAL_PAGES}`, `cache_size = -${CACHE_KIB}`],
  /** Touches both ends of both trees; what lies deeper shows when it is read. */
  check(database) {
    const ends = ['position DESC', 'position', 'stream DESC', 'stream'];
    for (const end of ends) database.prepare(`SELECT * FROM events ORDER BY ${end} LIMIT 1`).raw().get();
  },
  ifDamaged: 'Restore the data directory from a backup, or choose another one.',
};

/** Opens the log of a data directory for this process alone. Throws as `openDataDirectory` does. */
export const openLog = (dataDir: string): Promise<DataDirectory> => openDataDirectory(dataDir, LOG);
