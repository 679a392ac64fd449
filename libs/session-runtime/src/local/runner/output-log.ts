import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { unlessAbsent } from '../../unless-absent.js';

const maxBytes = 1024 * 1024;

/**
 * What a run prints, on its disk: at most 2 MiB, the oldest dropped first. Starts empty with each run. What cannot be written, as where
 * the disk is full, is lost: a session does not end for that.
 */
export class OutputLog {
  private file: number;
  private bytes = 0;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'w', 0o600);
    rmSync(olderPart(path), { force: true });
  }

  write(chunk: Buffer | string): void {
    const bytes = Buffer.from(chunk);
    try {
      if (this.bytes + bytes.length > maxBytes) this.rotate();
      this.bytes += writeSync(this.file, bytes);
    } catch {
      // there is nowhere to say so
    }
  }

  /** One line of ours among the process's own. */
  note(line: string): void {
    this.write(`[session] ${line}\n`);
  }

  close(): void {
    closeSync(this.file);
  }

  private rotate(): void {
    renameSync(this.path, olderPart(this.path));
    const next = openSync(this.path, 'w', 0o600);
    closeSync(this.file);
    this.file = next;
    this.bytes = 0;
  }
}

/** The last lines, without a trailing line break; '' when nothing was printed. */
export async function lastLines(path: string, count: number): Promise<string> {
  if (count < 1) return '';
  const parts = await Promise.all([olderPart(path), path].map((part) => unlessAbsent(readFile(part, 'utf8'))));
  const lines = parts.join('').replace(/\n$/, '').split('\n');
  return lines.slice(-count).join('\n');
}

function olderPart(path: string): string {
  return `${path}.1`;
}
