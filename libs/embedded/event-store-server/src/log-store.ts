import type Database from 'libsql';
import { checksumOf } from './checksum-of.js';
import { DamagedEvent } from './damaged-event.js';
import { type EventRow, eventOfRow } from './event-of-row.js';
import type { LastPosition } from './last-position.js';
import type { ProposedEvent, RecordedEvent } from './recorded-event.js';
import { TOMBSTONE_REVISION } from './recorded-event.js';

/** The end of a stream. `last` is -1 while it has no events; the tombstone is not counted. */
interface StreamHead {
  readonly last: number;
  readonly tombstoned: boolean;
}

const COLUMNS = 'position, stream, revision, id, type, checksum, created, data, metadata';
const CHECKSUM = 5;
const HEADS_KEPT = 50_000;
const NO_HEAD: StreamHead = { last: -1, tombstoned: false };

/** The log in its one table: every event by position, and by stream and revision. All calls are synchronous. */
export class LogStore {
  private readonly heads = new Map<string, StreamHead>();
  private readonly statements;
  private last: number;

  constructor(
    private readonly database: Database.Database,
    private readonly noted: LastPosition,
  ) {
    const prepare = (sql: string) => database.prepare(sql).raw();
    this.statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      rollback: database.prepare('ROLLBACK'),
      insert: database.prepare(`INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      head: prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 2'),
      at: prepare(`SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision = ?`),
      streamForwards: prepare(
        `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?`,
      ),
      streamBackwards: prepare(
        `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision DESC LIMIT ?`,
      ),
      allForwards: prepare(`SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`),
      allBackwards: prepare(`SELECT ${COLUMNS} FROM events WHERE position < ? ORDER BY position DESC LIMIT ?`),
      newestIds: prepare('SELECT id, stream, revision, position FROM events ORDER BY position DESC LIMIT ?'),
      lastPosition: prepare('SELECT max(position) FROM events'),
    };
    this.last = this.storedLastPosition();
    this.noted.note(this.last);
  }

  /** The position of the newest event, 0 in an empty log. */
  get lastPosition(): number {
    return this.last;
  }

  /** Runs `work` and commits what it appended, durable when this returns; undoes all of it when anything throws. */
  transaction<T>(work: () => T): T {
    this.statements.begin.run();
    try {
      const result = work();
      this.statements.commit.run();
      this.noted.note(this.last);
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** Appends one event inside a transaction and returns it as recorded. */
  append(stream: string, revision: number, proposed: ProposedEvent, created: number): RecordedEvent {
    const position = this.last + 1;
    const { id, type, isJson, data, metadata } = proposed;
    // Not a spread of the proposed event: that alone would cost as much as the insert.
    const event: RecordedEvent = { position, stream, revision, id, type, isJson, created, data, metadata };
    this.statements.insert.run([position, stream, revision, id, type, checksumOf(event), created, data, metadata]);
    this.last = position;
    const tombstoned = revision === TOMBSTONE_REVISION;
    this.keepHead(stream, { last: tombstoned ? this.head(stream).last : revision, tombstoned });
    return event;
  }

  head(stream: string): StreamHead {
    const kept = this.heads.get(stream);
    if (kept) return kept;
    const head = this.storedHead(stream);
    this.keepHead(stream, head);
    return head;
  }

  at(stream: string, revision: number): RecordedEvent | undefined {
    const row = this.statements.at.get([stream, revision]) as EventRow | undefined;
    return row && toEvent(row);
  }

  /** At most `limit` events of a stream from revision `from` up to `to`, both inclusive. */
  streamForwards(stream: string, from: number, to: number, limit: number): RecordedEvent[] {
    return toEvents(this.statements.streamForwards.all([stream, from, to, limit]));
  }

  /** At most `limit` events of a stream from revision `from` down to `to`, both inclusive. */
  streamBackwards(stream: string, from: number, to: number, limit: number): RecordedEvent[] {
    return toEvents(this.statements.streamBackwards.all([stream, to, from, limit]));
  }

  /** At most `limit` events after `position`, oldest first. */
  allForwards(position: number, limit: number): RecordedEvent[] {
    return toEvents(this.statements.allForwards.all([position, limit]));
  }

  /** At most `limit` events before `position`, newest first. */
  allBackwards(position: number, limit: number): RecordedEvent[] {
    return toEvents(this.statements.allBackwards.all([position, limit]));
  }

  /** Where the newest events are, from the newest back. */
  newestIds(limit: number): { id: string; stream: string; revision: number; position: number }[] {
    const rows = this.statements.newestIds.all([limit]) as [string, string, number, number][];
    return rows.map(([id, stream, revision, position]) => ({ id, stream, revision, position }));
  }

  private rollback(): void {
    // SQLite has already rolled back where the failure was its own (disk full, I/O error).
    if (this.database.inTransaction) this.statements.rollback.run();
    this.heads.clear();
    this.last = this.storedLastPosition();
  }

  private storedLastPosition(): number {
    const row = this.statements.lastPosition.get([]) as [number | null];
    return row[0] ?? 0;
  }

  private storedHead(stream: string): StreamHead {
    const [newest, second] = this.statements.head.all([stream]) as [number][];
    if (!newest) return NO_HEAD;
    if (newest[0] !== TOMBSTONE_REVISION) return { last: newest[0], tombstoned: false };
    return { last: second?.[0] ?? -1, tombstoned: true };
  }

  private keepHead(stream: string, head: StreamHead): void {
    if (this.heads.size >= HEADS_KEPT) this.heads.clear();
    this.heads.set(stream, head);
  }
}

const toEvents = (rows: unknown[]): RecordedEvent[] => (rows as EventRow[]).map(toEvent);

/** What is served is what was written. */
const toEvent = (row: EventRow): RecordedEvent => {
  const event = eventOfRow(row);
  if (checksumOf(event) !== row[CHECKSUM]) throw new DamagedEvent(event.position);
  return event;
};
