import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const FILE = 'event-store.position';
const WIDTH = 32;

const encoded = (position: number): string =>
  `${position} ${crc32(String(position)).toString(16)}`.padEnd(WIDTH - 1).concat('\n');

const syncAndClose = (file: number): void => {
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Whole or not at all, also where the process is killed, the disk is full or the power is cut. */
const create = (directory: string): void => {
  const temporary = join(directory, `${FILE}.new`);
  writeFileSync(temporary, encoded(0), { flush: true });
  renameSync(temporary, join(directory, FILE));
  syncAndClose(openSync(directory, 'r'));
};

/**
 * The position of the newest event in a file of its own, beside the log's and outside its write-ahead log: a log that lost its end, or
 * all of it, is known by this. Written after each commit and never waited for, it may lag behind after a power cut, but is never ahead.
 */
export class LastPosition {
  private readonly file: number;

  /** @throws Error when the file cannot be created, or is damaged. */
  constructor(directory: string) {
    if (LastPosition.in(directory) === 0) create(directory);
    this.file = openSync(join(directory, FILE), 'r+');
  }

  /**
   * The position that is noted in the directory; 0 where none is. An earlier version created the file empty, which a power cut may also
   * have made zeros, and filled it afterwards: then nothing is noted.
   * @throws Error when the file is damaged.
   */
  static in(directory: string): number {
    const path = join(directory, FILE);
    if (!existsSync(path)) return 0;
    const text = readFileSync(path, 'latin1');
    if (/^\0*$/.test(text)) return 0;
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
    syncAndClose(this.file);
  }
}
