import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateFile, writePrivateFile } from '../private-file.js';
import type { Log } from './log.js';

const entrySchema = z.object({ payload: z.record(z.string(), z.unknown()), until: z.number() });
const changeSchema = z.tuple([z.string(), z.string(), entrySchema.nullable()]);

/** What is kept under a kind and an id; `until` in milliseconds of the clock. */
export type Entry = z.infer<typeof entrySchema>;

/** Kind, id, and what is there from now on; null: nothing. */
export type Change = z.infer<typeof changeSchema>;

/** Lines that may be added beside as many as there were, until the file is written anew. */
const SLACK = 1000;

const changeIn = (line: string): Change | undefined => {
  try {
    return changeSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};

const lineOf = (change: Change): string => `${JSON.stringify(change)}\n`;

/**
 * The file of the sign-ins: one change a line, appended, so that a change costs what it says and not what is there. Writing
 * follows behind; what a crash loses costs one click.
 */
export class SignInJournal {
  readonly #path: string;
  /** Of an earlier version, with tokens that nobody asks for any more. */
  readonly #earlierPath: string;
  #pending: Change[] = [];
  #lines = 0;
  #mostLines = 0;
  #isScheduled = false;
  /** Something could not be written, so that appending is not enough: what was revoked would count after a restart. */
  #lacksChanges = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    dataDir: string,
    private readonly log: Log,
    /** All that counts now. */
    private readonly current: () => readonly Change[],
  ) {
    this.#path = join(dataDir, 'identity', 'sign-ins.jsonl');
    this.#earlierPath = join(dataDir, 'identity', 'sign-ins.json');
  }

  /** What an earlier process wrote, in its order. */
  async read(): Promise<readonly Change[]> {
    await rm(this.#earlierPath, { force: true });
    const lines = ((await readPrivateFile(this.#path)) ?? '').split('\n').filter((line) => line !== '');
    const changes = lines.map(changeIn).filter((change) => change !== undefined);
    const unreadable = lines.length - changes.length;
    const consequence = 'who signed in there signs in again';
    if (unreadable > 0)
      this.log({ level: 'warn', msg: 'sign-ins-unreadable', path: this.#path, lines: unreadable, consequence });
    return changes;
  }

  /** Leaves of the file what counts now. */
  async rewrite(): Promise<void> {
    const current = this.current();
    await writePrivateFile(this.#path, current.map(lineOf).join(''));
    this.#lines = current.length;
    this.#mostLines = 2 * current.length + SLACK;
    this.#lacksChanges = false;
  }

  record(...change: Change): void {
    this.#pending.push(change);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** Waits until everything is on disk. */
  async close(): Promise<void> {
    await this.#writing;
    if (this.#lacksChanges) await this.#write();
  }

  /** One write at a time; what changes meanwhile shares the next. */
  async #write(): Promise<void> {
    this.#isScheduled = false;
    const changes = this.#pending.splice(0);
    this.#lines += changes.length;
    try {
      if (this.#lacksChanges || this.#lines > this.#mostLines) await this.rewrite();
      else await appendFile(this.#path, changes.map(lineOf).join(''), { mode: 0o600 });
    } catch (error) {
      this.#lacksChanges = true;
      this.log({ level: 'error', msg: 'sign-ins-not-saved', path: this.#path, error });
    }
  }
}
