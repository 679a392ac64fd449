import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Log, systemTiming, type Timing } from '#libs/event-sourcing';
import { type ImageReferenceParts, partsOfReference, SharedPlaces } from '#libs/image-registry';
import type { ImageContents } from '../image-contents.js';
import type { ImagePlace } from '../image-place.js';
import type { Progress } from '../read-image-contents.js';
import type { ContentsStore, StoredContents } from '../stored/contents-store.js';
import type { ReadingsStore } from '../stored/readings-store.js';
import { UnreadableImageError } from '../unreadable-image-error.js';
import { Reading } from './reading.js';
import { ReadingEndedError } from './reading-ended-error.js';
import { ReadingKeeper } from './reading-keeper.js';
import { ReadingsWatch } from './readings-watch.js';
import { TooManyReadingsError } from './too-many-readings-error.js';

interface Options {
  /** Rejects with `RegistryError`, or with `UnreadableImageError`. */
  readonly read: (
    image: ImageReferenceParts,
    asked: {
      readonly access: ImagePlace['access'];
      readonly onProgress: (progress: Progress) => void;
      readonly signal: AbortSignal;
    },
  ) => Promise<ImageContents>;
  /** As `docker pull --platform` takes it: of an index, images for others are other ones. */
  readonly platform: string;
  readonly contents: ContentsStore;
  readonly readings: ReadingsStore;
  readonly log: Log;
  readonly timing?: Timing;
  readonly beatMs?: number;
  readonly patienceMs?: number;
  /** After so long without a sign of life another process takes over. */
  readonly silenceMs?: number;
}

export interface AskedContents {
  readonly digest: string;
  /** That holds it, where it was not read yet. */
  readonly place?: ImagePlace | undefined;
  /** Who asks. */
  readonly by: string;
}

export type AnsweredContents =
  | { readonly kind: 'read'; readonly contents: StoredContents }
  | { readonly kind: 'reading'; readonly progress: Progress }
  /** It was not read, and nobody says where it is. */
  | { readonly kind: 'unknown' };

/** In this process. Who has a registry that is slow takes one. */
const MAX_AT_ONCE = { all: 2, each: 1 };
const MAX_READINGS = 20;
const MAX_READINGS_OF_ONE = 3;
/** Of images that are asked for again and again: about a hundred bytes each. */
const MAX_KNOWN_PACKAGES = 100_000;
/** A failure is told to all who ask meanwhile; what cannot be read cannot be read in an hour. */
const MAX_FAILED = 500;
const FAILED_MS = 30_000;
const UNREADABLE_MS = 3_600_000;

/** What is in images: read once, by one process, while somebody waits; told to all who ask. */
export class ContentsReader {
  readonly #known = new LRUCache<string, StoredContents>({
    maxSize: MAX_KNOWN_PACKAGES,
    sizeCalculation: ({ packages }) => packages.length + 1,
  });
  readonly #failed: LRUCache<string, Error>;
  readonly #readings = new Map<string, Reading>();
  readonly #running = new Set<Promise<void>>();
  readonly #places = new SharedPlaces(MAX_AT_ONCE);
  readonly #timing: Timing;
  readonly #patienceMs: number;
  readonly #keeper: ReadingKeeper;
  readonly #watch: ReadingsWatch;

  constructor(private readonly options: Options) {
    const { timing = systemTiming, patienceMs = 30_000, beatMs = 2_000, silenceMs = 15_000 } = options;
    const { readings, log } = options;
    [this.#timing, this.#patienceMs] = [timing, patienceMs];
    this.#failed = new LRUCache({ max: MAX_FAILED, ttlResolution: 0, perf: timing });
    this.#keeper = new ReadingKeeper({ readings, timing, log, beatMs, patienceMs });
    this.#watch = new ReadingsWatch(silenceMs, () => timing.now());
  }

  /** Undefined: it was not read yet. */
  async find(digest: string): Promise<StoredContents | undefined> {
    const imageId = this.#imageId(digest);
    const found = this.#known.get(imageId) ?? (await this.options.contents.find(imageId));
    if (found !== undefined) this.#known.set(imageId, found);
    return found;
  }

  /** Where it was read, also by an older reader. */
  async placesOf(digest: string): Promise<readonly ImagePlace[]> {
    const imageId = this.#imageId(digest);
    const places = await this.options.contents.placesOf(imageId);
    // what is kept nowhere any more is nobody's to see from memory
    if (places.length === 0) this.#known.delete(imageId);
    return places;
  }

  /** Begins to read it where nobody does. Rejects with what `read` rejects with, or with `TooManyReadingsError`. */
  async ask(asked: AskedContents): Promise<AnsweredContents> {
    const contents = await this.find(asked.digest);
    if (contents !== undefined) return { kind: 'read', contents };
    const imageId = this.#imageId(asked.digest);
    const place = asked.place ?? (await this.placesOf(asked.digest))[0];
    if (place === undefined) return { kind: 'unknown' };
    const { repository, access } = place;
    const id = `${imageId} ${repository}${access === 'operator' ? ' as operator' : ''}`;
    const failure = this.#failed.get(id);
    if (failure !== undefined) throw failure;
    const image = partsOfReference(`${repository}@${asked.digest}`);
    return { kind: 'reading', progress: await this.#progressOf({ id, imageId, image, place, by: asked.by }) };
  }

  /** Another repository is known to hold what was read. */
  async addPlace(digest: string, place: ImagePlace): Promise<void> {
    const imageId = this.#imageId(digest);
    await this.options.contents.addPlace(imageId, place);
    this.#known.delete(imageId);
  }

  async close(): Promise<void> {
    for (const reading of this.#readings.values()) reading.end(new ReadingEndedError('this process ends'));
    this.#readings.clear();
    await Promise.all(this.#running);
  }

  #imageId(digest: string): string {
    return `${digest} ${this.options.platform}`;
  }

  async #progressOf(asked: Omit<Reading['asked'], 'dead' | 'now'>): Promise<Progress> {
    const own = this.#readings.get(asked.id);
    if (own !== undefined) {
      own.askedAt = this.#timing.now();
      return own.progress;
    }
    const there = await this.options.readings.find(asked.id);
    if (there !== undefined && this.#watch.isAlive(there)) {
      await this.options.readings.ask(asked.id);
      return { doneBytes: there.doneBytes, totalBytes: there.totalBytes };
    }
    return this.#begin(new Reading({ ...asked, dead: there, now: this.#timing.now() }));
  }

  #begin(reading: Reading): Progress {
    const { id, by } = reading.asked;
    const begun = this.#readings.get(id);
    if (begun !== undefined) return begun.progress;
    this.#forgetForgotten();
    const own = [...this.#readings.values()].filter(({ asked }) => asked.by === by);
    if (own.length >= MAX_READINGS_OF_ONE)
      throw new TooManyReadingsError(`You wait for ${own.length} images to be read already: wait for one of them.`);
    if (this.#readings.size >= MAX_READINGS)
      throw new TooManyReadingsError('Many images are being read just now: try again in a minute.');
    this.#readings.set(id, reading);
    this.#startNext();
    return reading.progress;
  }

  /** What waits for its turn, and nobody for it. */
  #forgetForgotten(): void {
    const now = this.#timing.now();
    for (const [id, { isWaiting, askedAt }] of this.#readings)
      if (isWaiting && now - askedAt > this.#patienceMs) this.#readings.delete(id);
  }

  #startNext(): void {
    this.#forgetForgotten();
    for (const reading of this.#readings.values()) {
      const leave = reading.isWaiting ? this.#places.take(reading.domain) : undefined;
      if (leave !== undefined) this.#start(reading, leave);
    }
  }

  #start(reading: Reading, leave: () => void): void {
    reading.isWaiting = false;
    const running = this.#run(reading).finally(() => {
      leave();
      this.#running.delete(running);
      this.#readings.delete(reading.asked.id);
      this.#startNext();
    });
    this.#running.add(running);
  }

  /** Never rejects. */
  async #run(reading: Reading): Promise<void> {
    const holder = randomUUID();
    const { id, dead } = reading.asked;
    try {
      if (!(await this.options.readings.claim(id, holder, dead))) return;
      await this.#read(reading, holder);
    } catch (error) {
      this.#fail(reading, error);
    } finally {
      await this.options.readings.end(id, holder).catch((error: unknown) => {
        this.options.log.warn({ err: error, image: id }, 'the end of a reading was not kept');
      });
    }
  }

  async #read(reading: Reading, holder: string): Promise<void> {
    const { asked, signal } = reading;
    const done = new AbortController();
    const keeping = this.#keeper.keep(reading, holder, done.signal);
    try {
      signal.throwIfAborted();
      const onProgress = (progress: Progress): void => void (reading.progress = progress);
      const contents = await this.options.read(asked.image, { access: asked.place.access, onProgress, signal });
      signal.throwIfAborted();
      const readAt = new Date().toISOString();
      await this.options.contents.keep(asked.imageId, { ...contents, readAt, places: [asked.place] });
    } finally {
      done.abort();
      await keeping;
    }
  }

  #fail({ asked: { id } }: Reading, error: unknown): void {
    if (error instanceof ReadingEndedError) return;
    const failure = error instanceof Error ? error : new Error(String(error));
    const ttl = error instanceof UnreadableImageError ? UNREADABLE_MS : FAILED_MS;
    this.#failed.set(id, failure, { ttl });
    this.options.log.info({ image: id, reason: failure.message }, 'what is in an image could not be read');
  }
}
