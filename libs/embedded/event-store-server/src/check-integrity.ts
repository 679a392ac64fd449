import { isUtf8 } from 'node:buffer';
import Database from 'libsql';

const BEYOND_ASCII = "'*[^ -~]*'";

const damaged = (what: string): Error => new Database.SqliteError(what, 'SQLITE_CORRUPT');

/**
 * That each event is where the index says, and the index is complete; what events hold shows when they are read. Texts have to be
 * UTF-8 before that: the database's library ends the process over one that is not, and is therefore asked for bytes here.
 * @throws SqliteError SQLITE_CORRUPT
 */
export const checkIntegrity = (database: Database.Database): void => {
  const schema = database.prepare('SELECT CAST(sql AS BLOB) FROM sqlite_master').raw().all() as [Buffer][];
  if (!schema.every(([sql]) => isUtf8(sql))) throw damaged('the definitions of its tables are not UTF-8');
  const verdicts = database.prepare('SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check(1)').raw();
  const [verdict] = verdicts.get() as [Buffer];
  if (verdict.toString() !== 'ok') throw damaged(verdict.toString());
  const texts = database
    .prepare(
      `SELECT position, CAST(stream AS BLOB), CAST(id AS BLOB), CAST(type AS BLOB) FROM events
       WHERE stream GLOB ${BEYOND_ASCII} OR id GLOB ${BEYOND_ASCII} OR type GLOB ${BEYOND_ASCII}`,
    )
    .raw();
  for (const [position, ...parts] of texts.iterate() as IterableIterator<[number, Buffer, Buffer, Buffer]>)
    if (!parts.every((part) => isUtf8(part)))
      throw damaged(`the texts of the event at position ${position} are not UTF-8`);
};
