import type { Log } from './log.js';
import { type Change, type Entry, SignInJournal } from './sign-in-journal.js';

type Payload = Readonly<Record<string, unknown>>;

/** Of each kind: whoever may sign in can begin to, over and over. */
const MOST_OF_A_KIND = 1000;

/** Sign-ins that were begun. A restart costs them one click, and who only begins leaves nothing on disk. */
const inMemoryAlone = 'Interaction';

const makeRoom = (entries: Map<string, Entry>): void => {
  const now = Date.now();
  for (const [id, { until }] of entries) if (until <= now) entries.delete(id);
  const [oldest] = entries.keys();
  if (entries.size > MOST_OF_A_KIND && oldest !== undefined) entries.delete(oldest);
};

/**
 * Sign-ins, codes and refresh tokens, by kind and id: in memory, and in a file, so that a restart signs nobody out. Of a kind that
 * there is too much of, what has expired goes, else the oldest.
 */
export class SignInStore {
  readonly #kinds = new Map<string, Map<string, Entry>>();
  readonly #journal: SignInJournal;

  private constructor(dataDir: string, log: Log) {
    this.#journal = new SignInJournal(dataDir, log, () => this.#lasting());
  }

  static async open(dataDir: string, log: Log): Promise<SignInStore> {
    const store = new SignInStore(dataDir, log);
    for (const change of await store.#journal.read()) store.#keep(...change);
    await store.#journal.rewrite();
    return store;
  }

  get(kind: string, id: string): Payload | undefined {
    const entry = this.#kinds.get(kind)?.get(id);
    return entry === undefined || entry.until <= Date.now() ? undefined : entry.payload;
  }

  /** `expiresIn` in seconds. */
  set(kind: string, id: string, payload: Payload, expiresIn: number): void {
    this.#change(kind, id, { payload, until: Date.now() + expiresIn * 1000 });
  }

  replace(kind: string, id: string, payload: Payload): void {
    const entry = this.#kinds.get(kind)?.get(id);
    if (entry !== undefined) this.#change(kind, id, { ...entry, payload });
  }

  delete(kind: string, id: string): void {
    if (this.#kinds.get(kind)?.has(id) === true) this.#change(kind, id, null);
  }

  deleteWhere(kind: string, matches: (payload: Payload) => boolean): void {
    for (const [id, { payload }] of this.#kinds.get(kind) ?? []) if (matches(payload)) this.#change(kind, id, null);
  }

  find(kind: string, matches: (payload: Payload) => boolean): Payload | undefined {
    for (const id of this.#kinds.get(kind)?.keys() ?? []) {
      const payload = this.get(kind, id);
      if (payload !== undefined && matches(payload)) return payload;
    }
    return undefined;
  }

  /** Waits until everything is on disk. */
  async close(): Promise<void> {
    await this.#journal.close();
  }

  #change(kind: string, id: string, entry: Entry | null): void {
    this.#keep(kind, id, entry);
    if (kind !== inMemoryAlone) this.#journal.record(kind, id, entry);
  }

  #keep(kind: string, id: string, entry: Entry | null): void {
    const entries = this.#kinds.get(kind) ?? new Map<string, Entry>();
    this.#kinds.set(kind, entries);
    if (entry === null) entries.delete(id);
    else entries.set(id, entry);
    if (entries.size > MOST_OF_A_KIND) makeRoom(entries);
  }

  /** What a restart has to find. */
  #lasting(): readonly Change[] {
    const now = Date.now();
    return [...this.#kinds].flatMap(([kind, entries]) =>
      [...entries]
        .filter(([, { until }]) => kind !== inMemoryAlone && until > now)
        .map(([id, entry]): Change => [kind, id, entry]),
    );
  }
}
