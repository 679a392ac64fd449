import { randomInt } from 'node:crypto';
import { Long } from 'bson';
import { CommandError } from './errors.js';
import { cursorReply } from './wire/cursor-reply.js';

/** A result that is handed out in batches. */
export interface Cursor {
  readonly namespace: string;
  readonly documents: readonly Uint8Array[];
  /** Applied when a document is handed out. */
  readonly project: (bytes: Uint8Array) => Uint8Array;
  /** Documents per batch unless a request says otherwise; 0 means as many as fit in a message. */
  readonly batchSize: number;
}

interface OpenCursor extends Cursor {
  position: number;
  lastUsed: number;
}

const IDLE_MS = 10 * 60 * 1000;
const SWEEP_MS = 60 * 1000;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const NO_CURSOR = Long.ZERO;

/** Open cursors, whichever connection asks for them. They are dropped after ten idle minutes. */
export class CursorRegistry {
  private readonly open = new Map<string, OpenCursor>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly now: () => number = Date.now) {
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  /** Answers the first batch; a cursor stays open only when more is left. A first batch of 0 only opens the cursor. */
  start(cursor: Cursor, firstBatch: number, singleBatch: boolean): Uint8Array {
    const opened: OpenCursor = { ...cursor, position: 0, lastUsed: this.now() };
    const batch = firstBatch === 0 ? [] : this.take(opened, firstBatch);
    const isComplete = singleBatch || (firstBatch > 0 && opened.position >= opened.documents.length);
    const id = isComplete ? NO_CURSOR : this.keep(opened);
    return cursorReply('firstBatch', batch, { id, ns: cursor.namespace });
  }

  /** @throws CommandError CursorNotFound for an unknown, exhausted, killed or timed out cursor */
  next(id: Long, namespace: string, batchSize: number): Uint8Array {
    const cursor = this.open.get(id.toString());
    if (cursor?.namespace !== namespace)
      throw new CommandError('CursorNotFound', `cursor id ${id.toString()} not found`);
    cursor.lastUsed = this.now();
    const batch = this.take(cursor, batchSize === 0 ? cursor.batchSize : batchSize);
    const isExhausted = cursor.position >= cursor.documents.length;
    if (isExhausted) this.kill(id);
    return cursorReply('nextBatch', batch, { id: isExhausted ? NO_CURSOR : id, ns: namespace });
  }

  kill(id: Long): boolean {
    return this.open.delete(id.toString());
  }

  get size(): number {
    return this.open.size;
  }

  sweep(): void {
    const oldest = this.now() - IDLE_MS;
    for (const [id, cursor] of this.open) if (cursor.lastUsed < oldest) this.open.delete(id);
  }

  close(): void {
    clearInterval(this.sweeper);
    this.open.clear();
  }

  private keep(cursor: OpenCursor): Long {
    const id = Long.fromNumber(randomInt(1, 2 ** 47));
    this.open.set(id.toString(), cursor);
    return id;
  }

  private take(cursor: OpenCursor, count: number): Uint8Array[] {
    const end = count === 0 ? cursor.documents.length : Math.min(cursor.documents.length, cursor.position + count);
    const batch: Uint8Array[] = [];
    let bytes = 0;
    while (cursor.position < end) {
      const document = cursor.project(cursor.documents[cursor.position] as Uint8Array);
      bytes += document.length;
      if (bytes > MAX_BATCH_BYTES && batch.length > 0) break;
      batch.push(document);
      cursor.position += 1;
    }
    return batch;
  }
}
