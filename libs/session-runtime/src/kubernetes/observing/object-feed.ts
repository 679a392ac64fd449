import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api/api-error.js';
import type { ApiObject } from '../api/api-object.js';
import type { KubernetesApi, Selection, WatchEvent } from '../api/kubernetes-api.js';
import { isNewer } from './is-newer.js';
import { Settlement } from './settlement.js';

export interface Followed {
  readonly name: string;
  readonly resourceVersion: string;
}

export interface ObjectFeedOptions<O extends ApiObject, F extends Followed> {
  readonly selection: Selection;
  /** What is kept of an object; `before` is what was kept of it. */
  readonly project: (object: O, before: F | undefined) => F;
  readonly onChange?: (now: F, before: F | undefined) => void;
  readonly onGone?: (last: F) => void;
  readonly onError: (error: unknown) => void;
}

/** Everything is listed anew that often, since what a watch loses it does not tell. */
const RELIST_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/**
 * What exists, and each change of it, from one list and the watch that follows it. It never stops for good: whatever happens,
 * it waits for a moment and goes on. Nobody has to trust it: what must be certain is asked for.
 */
export class ObjectFeed<O extends ApiObject, F extends Followed> {
  readonly known = new Map<string, F>();
  private readonly firstList = new Settlement();
  private readonly closing = new AbortController();
  private readonly following: Promise<void>;
  /** All that happened until then is known. */
  private version = '0';
  private failures = 0;
  /** Names that were noted since the last list began, which may be older than they are. */
  private readonly noted = new Set<string>();

  constructor(
    private readonly api: KubernetesApi,
    private readonly options: ObjectFeedOptions<O, F>,
  ) {
    this.following = this.follow();
  }

  /** Resolves when it has been listed once; rejects where the feed is closed before. */
  get synced(): Promise<void> {
    return this.firstList.settled;
  }

  /** From the answer to a call of our own: known before the watch tells. What the watch knows already counts more. */
  note(object: O): F {
    const { name, resourceVersion } = object.metadata;
    const known = this.known.get(name);
    if (known !== undefined && isNewer(known.resourceVersion, resourceVersion)) return known;
    const now = this.options.project(object, known);
    // Where it is not known, and older than all that was told, it was deleted in the meantime.
    if (known === undefined && !isNewer(resourceVersion, this.version)) return now;
    this.noted.add(name);
    this.put(now);
    return now;
  }

  /** Asking has shown that it does not exist. What the watch told since it was asked counts more. */
  noteAbsent(asked: F): void {
    if (this.known.get(asked.name) === asked) this.drop(asked);
  }

  /** More is known of it than the object says; where it has changed since, that counts more. */
  amend(known: F, now: F): void {
    if (this.known.get(known.name) === known) this.put(now);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.firstList.reject(new Error('Closed.'));
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await this.listAndWatch();
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private async recover(error: unknown): Promise<void> {
    if (this.closing.signal.aborted) return;
    if (!isExpired(error)) this.options.onError(error);
    await this.pause();
  }

  private async listAndWatch(): Promise<void> {
    await this.list();
    this.firstList.resolve();
    const relistAt = performance.now() + RELIST_MS;
    while (performance.now() < relistAt) {
      await this.watchUntil(relistAt);
      this.closing.signal.throwIfAborted();
    }
  }

  private async list(): Promise<void> {
    const listed = new Set<string>();
    let version = '0';
    this.noted.clear();
    for await (const page of this.api.list<O>(this.options.selection)) {
      version = page.resourceVersion;
      for (const object of page.items) {
        listed.add(object.metadata.name);
        this.take(object);
      }
    }
    for (const last of [...this.known.values()])
      if (!listed.has(last.name) && !this.isNotedAfter(last, version)) this.drop(last);
    this.version = version;
  }

  /** Ends where the server ends it; throws where it went wrong, after which everything is listed anew. */
  private async watchUntil(relistAt: number): Promise<void> {
    const { signal } = this.closing;
    const seconds = Math.max(1, Math.round((relistAt - performance.now()) / 1000));
    const begun = performance.now();
    for await (const event of this.api.watch<O>(this.options.selection, this.version, seconds, signal))
      this.hear(event);
    if (performance.now() - begun < FIRST_PAUSE_MS) await this.pause();
  }

  private hear({ type, object }: WatchEvent<O>): void {
    if (type === 'ERROR') throw new ApiError(object.code ?? 0, 'Watch', object.message ?? 'The watch went wrong.');
    this.failures = 0;
    if (type === 'DELETED') this.forget(object);
    else if (type !== 'BOOKMARK') this.take(object);
    this.version = object.metadata.resourceVersion;
  }

  /** Also one that has not changed: what it is may depend on the time. */
  private take(object: O): void {
    const known = this.known.get(object.metadata.name);
    if (known !== undefined && this.isNotedAfter(known, object.metadata.resourceVersion)) return;
    this.guarded(() => this.put(this.options.project(object, known)));
  }

  /** Its version alone does not say so: those of a store that was restored from a backup are smaller than what is known. */
  private isNotedAfter({ name, resourceVersion }: F, version: string): boolean {
    return this.noted.has(name) && isNewer(resourceVersion, version);
  }

  /** The last of an object that may have been made anew since. */
  private forget(object: O): void {
    const known = this.known.get(object.metadata.name);
    if (known !== undefined && !isNewer(known.resourceVersion, object.metadata.resourceVersion)) this.drop(known);
  }

  private put(now: F): void {
    const before = this.known.get(now.name);
    this.known.set(now.name, now);
    this.guarded(() => this.options.onChange?.(now, before));
  }

  private drop(last: F): void {
    this.known.delete(last.name);
    this.guarded(() => this.options.onGone?.(last));
  }

  /** One object that cannot be read, or one listener, must not cost the others. */
  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.options.onError(error);
    }
  }

  private async pause(): Promise<void> {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures);
    this.failures += 1;
    const { signal } = this.closing;
    await delay(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
  }
}

/** The server has forgotten what was at that version: everything is to be listed anew. */
function isExpired(error: unknown): boolean {
  return error instanceof ApiError && error.status === 410;
}
