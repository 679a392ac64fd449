import type Database from 'libsql';
import { type DocumentRows } from '../collection/collection.js';
import { type WriteJournal } from './write-journal.js';

type Statement = Database.Statement;

/** One collection's table on disk. Statements are prepared when they first run: the table may only be made in that batch. */
export class DocumentTable implements DocumentRows {
  private readonly table: string;
  private upsert: Statement | undefined;
  private erase: Statement | undefined;

  constructor(
    private readonly database: Database.Database,
    private readonly journal: WriteJournal,
    id: number,
    private readonly isNew: boolean,
  ) {
    this.table = `documents_${id}`;
    if (isNew)
      this.journal.write(() =>
        this.database.exec(`CREATE TABLE ${this.table} (row INTEGER PRIMARY KEY, body BLOB NOT NULL)`),
      );
  }

  *load(): Generator<{ row: number; bytes: Uint8Array }> {
    if (this.isNew) return;
    const rows = this.database.prepare(`SELECT row, body FROM ${this.table} ORDER BY row`).raw().iterate();
    for (const [row, body] of rows as IterableIterator<[number, Uint8Array | ArrayBuffer]>)
      yield { row, bytes: body instanceof ArrayBuffer ? new Uint8Array(body) : body };
  }

  put(row: number, bytes: Uint8Array): void {
    this.journal.write(() => {
      this.upsert ??= this.database.prepare(`INSERT OR REPLACE INTO ${this.table} VALUES (?, ?)`);
      this.upsert.run(row, bytes);
    });
  }

  remove(row: number): void {
    this.journal.write(() => {
      this.erase ??= this.database.prepare(`DELETE FROM ${this.table} WHERE row = ?`);
      this.erase.run(row);
    });
  }

  drop(): void {
    this.journal.write(() => {
      this.upsert = this.erase = undefined;
      this.database.exec(`DROP TABLE ${this.table}`);
    });
  }
}
