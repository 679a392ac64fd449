import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from './log.js';
import { readPrivateFile, writePrivateFile } from './private-file.js';

type Payload = Readonly<Record<string, unknown>>;

const entrySchema = z.object({ payload: z.record(z.string(), z.unknown()), until: z.number() });
const fileSchema = z.record(z.string(), entrySchema);
type Entry = z.infer<typeof entrySchema>;

/**
 * Sign-ins, codes and refresh tokens: in memory, and in one file, so that a restart signs nobody out. Writing follows
 * behind; what a crash loses costs one click.
 */
export class SignInStore {
  #unsaved = false;
  #saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private readonly entries: Map<string, Entry>,
    private readonly log: Log,
  ) {}

  static async open(dataDir: string, log: Log): Promise<SignInStore> {
    const path = join(dataDir, 'identity', 'sign-ins.json');
    const text = await readPrivateFile(path);
    try {
      const known = text === undefined ? {} : fileSchema.parse(JSON.parse(text));
      return new SignInStore(path, new Map(Object.entries(known)), log);
    } catch {
      log({ level: 'warn', msg: 'sign-ins-unreadable', path, consequence: 'everybody signs in again' });
      return new SignInStore(path, new Map(), log);
    }
  }

  get(key: string): Payload | undefined {
    const entry = this.entries.get(key);
    return entry === undefined || entry.until <= Date.now() ? undefined : entry.payload;
  }

  /** `expiresIn` in seconds. */
  set(key: string, payload: Payload, expiresIn: number): void {
    this.entries.set(key, { payload, until: Date.now() + expiresIn * 1000 });
    this.#save();
  }

  replace(key: string, payload: Payload): void {
    const entry = this.entries.get(key);
    if (entry !== undefined) this.entries.set(key, { ...entry, payload });
    this.#save();
  }

  delete(key: string): void {
    if (this.entries.delete(key)) this.#save();
  }

  deleteWhere(prefix: string, matches: (payload: Payload) => boolean): void {
    for (const [key, { payload }] of this.entries) {
      if (key.startsWith(prefix) && matches(payload)) this.entries.delete(key);
    }
    this.#save();
  }

  find(prefix: string, matches: (payload: Payload) => boolean): Payload | undefined {
    for (const key of this.entries.keys()) {
      const payload = key.startsWith(prefix) ? this.get(key) : undefined;
      if (payload !== undefined && matches(payload)) return payload;
    }
    return undefined;
  }

  /** Waits until everything is on disk. */
  async close(): Promise<void> {
    await this.#saving;
  }

  /** One write at a time; what changes meanwhile shares the next. */
  #save(): void {
    if (this.#unsaved) return;
    this.#unsaved = true;
    this.#saving = this.#saving.then(() => this.#write());
  }

  async #write(): Promise<void> {
    this.#unsaved = false;
    const now = Date.now();
    for (const [key, { until }] of this.entries) if (until <= now) this.entries.delete(key);
    try {
      await writePrivateFile(this.path, JSON.stringify(Object.fromEntries(this.entries)));
    } catch (error) {
      this.log({ level: 'error', msg: 'sign-ins-not-saved', path: this.path, error });
    }
  }
}
