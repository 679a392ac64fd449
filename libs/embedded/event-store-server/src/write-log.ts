import { checksumOf } from './checksum-of.js';
import { type OpenLog, openLog } from './open-log.js';
import { type RecordedEvent, TOMBSTONE_REVISION } from './recorded-event.js';

/** An event with the numbers that the protocol has for it. */
export interface LoggedEvent extends Omit<RecordedEvent, 'position' | 'revision'> {
  readonly position: bigint;
  readonly revision: bigint;
}

const INSERT =
  'INSERT INTO events (position, stream, revision, id, type, checksum, created, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const BATCH = 1_000;

const recorded = (event: LoggedEvent): RecordedEvent => ({
  ...event,
  position: Number(event.position),
  revision: event.revision > BigInt(TOMBSTONE_REVISION) ? TOMBSTONE_REVISION : Number(event.revision),
});

const insertAll = async ({ database, lastPosition }: OpenLog, events: AsyncIterable<LoggedEvent>): Promise<void> => {
  const insert = database.prepare(INSERT);
  let pending = 0;
  database.exec('BEGIN');
  for await (const logged of events) {
    const event = recorded(logged);
    const { position, stream, revision, id, type, created, data, metadata } = event;
    insert.run([position, stream, revision, id, type, checksumOf(event), created, data, metadata]);
    lastPosition.note(position);
    pending += 1;
    if (pending % BATCH === 0) database.exec('COMMIT; BEGIN');
  }
  database.exec('COMMIT');
};

/**
 * Makes the log of a data directory that has none, of events in the order of their positions, which they keep, as the times at which
 * they were written. Resolves with how many it holds when it is opened anew.
 * @throws Error as `openLog` does, and where there are events already.
 */
export const writeLog = async (dataDir: string, events: AsyncIterable<LoggedEvent>): Promise<number> => {
  const log = await openLog(dataDir);
  try {
    if (countOf(log) > 0) throw new Error(`${dataDir} has events already: choose an empty directory`);
    await insertAll(log, events);
  } finally {
    log.close();
  }
  const written = await openLog(dataDir);
  try {
    return countOf(written);
  } finally {
    written.close();
  }
};

const countOf = ({ database }: OpenLog): number =>
  (database.prepare('SELECT count(*) FROM events').raw().get() as [number])[0];
