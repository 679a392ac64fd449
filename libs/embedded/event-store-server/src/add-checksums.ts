import type Database from 'libsql';
import { checkIntegrity } from './check-integrity.js';
import { checksumOf } from './checksum-of.js';
import { type EventRow, eventOfRow } from './event-of-row.js';

const PAGE = 1_000;

/** To the format 2: whether an event is JSON becomes a checksum that says it too. */
export const addChecksums = (database: Database.Database): void => {
  checkIntegrity(database);
  database.exec('ALTER TABLE events RENAME COLUMN is_json TO checksum');
  const page = database
    .prepare(
      `SELECT position, stream, revision, id, type, checksum, created, data, metadata
       FROM events WHERE position > ? ORDER BY position LIMIT ${PAGE}`,
    )
    .raw();
  const write = database.prepare('UPDATE events SET checksum = ? WHERE position = ?');
  for (let after = 0, rows: unknown[] = page.all([after]); rows.length > 0; rows = page.all([after])) {
    for (const event of (rows as EventRow[]).map(eventOfRow)) {
      write.run([checksumOf(event), event.position]);
      after = event.position;
    }
  }
};
