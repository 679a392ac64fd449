import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'libsql';
import { type DataDirectory, type DataFormat, openDataDirectory } from '#libs/embedded/data-directory';
import { addChecksums } from './add-checksums.js';
import { checkIntegrity } from './check-integrity.js';
import { LastPosition } from './last-position.js';

const CACHE_KIB = 16 * 1024;
/** The WAL is folded into the file each 16 MiB: less often than by default, since appends wait for it. */
const WAL_PAGES = 4_000;

const LOG: DataFormat = {
  name: 'a log of the embedded event store',
  file: 'events.db',
  ownerFile: 'event-store.pid',
  /** "EmEv" */
  applicationId: 0x456d4576,
  version: 2,
  schema: `
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream   TEXT NOT NULL,
      revision INTEGER NOT NULL,
      id       TEXT NOT NULL,
      type     TEXT NOT NULL,
      checksum INTEGER NOT NULL,
      created  INTEGER NOT NULL,
      data     BLOB NOT NULL,
      metadata BLOB NOT NULL
    );
    CREATE UNIQUE INDEX events_of_stream ON events (stream, revision);
  `,
  pragmas: ['synchronous = FULL', `wal_autocheckpoint = ${WAL_PAGES}`, `cache_size = -${CACHE_KIB}`],
  migrations: [addChecksums],
  check: checkIntegrity,
  ifDamaged: 'Restore the data directory from a backup, or choose another one.',
};

export interface OpenLog extends DataDirectory {
  readonly lastPosition: LastPosition;
}

/**
 * Opens the log of a data directory for this process alone.
 * @throws Error as `openDataDirectory` does, and when the log has lost events that it had.
 */
export const openLog = async (dataDir: string): Promise<OpenLog> => {
  refuseEmptied(dataDir);
  const directory = await openDataDirectory(dataDir, LOG);
  try {
    refuseShortened(dataDir, directory.database);
    const lastPosition = new LastPosition(dataDir);
    const close = (): void => {
      try {
        lastPosition.close();
      } finally {
        directory.close();
      }
    };
    return { ...directory, lastPosition, close };
  } catch (error) {
    directory.close();
    throw error;
  }
};

const INSTEAD =
  'Restore the data directory from a backup. If you put an older log there on purpose, remove event-store.position.';

/** Before anything opens the file: what is empty would be made a new log. */
const refuseEmptied = (dataDir: string): void => {
  const file = join(dataDir, LOG.file);
  const noted = LastPosition.in(dataDir);
  if (noted === 0 || (existsSync(file) && statSync(file).size > 0)) return;
  throw new Error(
    `${file} is ${existsSync(file) ? 'empty' : 'missing'}, though it held events up to position ${noted}. ${INSTEAD}`,
  );
};

const refuseShortened = (dataDir: string, database: Database.Database): void => {
  const [last] = database.prepare('SELECT max(position) FROM events').raw().get() as [number | null];
  const noted = LastPosition.in(dataDir);
  if ((last ?? 0) >= noted) return;
  throw new Error(
    `${join(dataDir, LOG.file)} ends at position ${last ?? 0}, though it held events up to position ${noted}: ` +
      `its write-ahead log (${LOG.file}-wal) is lost or damaged. ${INSTEAD}`,
  );
};
