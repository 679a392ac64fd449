import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const FILE = 'event-store.position';
const WIDTH = 32;

const encoded = (position: number): string =>
  `${position} ${crc32(String(position)).toString(16)}`.padEnd(WIDTH - 1).concat('\n');

/**
 * The position of the newest event in a file of its own, beside the log's and outside its write-ahead log: a log that lost its end, or
 * all of it, is known by this. Written after each commit and never waited for, it may lag behind after a power cut, but is never ahead.
 */
export class LastPosition {
  private readonly file: number;

  constructor(directory: string) {
    const path = join(directory, FILE);
    this.file = openSync(path, existsSync(path) ? 'r+' : 'w');
  }

  /**
   * The position that is noted in the directory; 0 where none is.
   * @throws Error when the file is damaged.
   */
  static in(directory: string): number {
    const path = join(directory, FILE);
    if (!existsSync(path)) return 0;
    const text = readFileSync(path, 'latin1');
    const position = Number.parseInt(text, 10);
    if (text === encoded(position)) return position;
    throw new Error(
      `${path} is damaged. Restore the data directory from a backup, or remove the file if the log is whole.`,
    );
  }

  note(position: number): void {
    try {
      writeSync(this.file, encoded(position), 0, 'latin1');
    } catch {
      // The events are committed; the note lags behind until the next one.
    }
  }

  close(): void {
    fsyncSync(this.file);
    closeSync(this.file);
  }
}
