import type { Checkpoint } from '../following/checkpoint-store.js';
import { lowestPosition } from '../following/lowest-position.js';
import { collectionOf, type ProjectionStore } from '../projecting/projection-store.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { PositionWatch } from './position-watch.js';
import type { AnyProjection } from './projection.js';
import { ReadModelRebuildingError } from './read-model-rebuilding-error.js';

type ProjectionName = Pick<AnyProjection, 'name' | 'version'>;

export interface LiveCollectionsParts {
  readonly store: Pick<ProjectionStore, 'catalogue' | 'checkpoints'>;
  /** Those that this program reads. */
  readonly projections: readonly ProjectionName[];
  readonly timing?: Timing;
}

/** The collection that is read, and how far it is known to be. */
interface Read {
  readonly collection: string;
  readonly position: bigint;
}

/** How long a flip may go unnoticed; the projector feeds replaced documents for much longer. */
const REFRESH_MS = 1_000;
/** The same while something is not there yet, which others wait for. */
const REBUILDING_REFRESH_MS = 50;

const keyOf = ({ name, version }: ProjectionName): string => `${name}.v${version}`;

/**
 * Which collections a program's version reads, and how far they are. A collection is exchanged only for one that is as far as it
 * is known to be: whoever was told that a position is reached reads no less afterwards.
 */
export class LiveCollections {
  private readonly keys: ReadonlySet<string>;
  private readonly read = new Map<string, Read>();
  private readonly timing: Timing;
  private readonly watch = new PositionWatch(() => this.position().then(() => this.readable()));
  private refreshing: { readonly done: Promise<void>; readonly at: number } | undefined;

  constructor(private readonly parts: LiveCollectionsParts) {
    this.keys = new Set(parts.projections.map(keyOf));
    this.timing = parts.timing ?? systemTiming;
  }

  /** Throws ReadModelRebuildingError while there is none. */
  async collectionOf(projection: ProjectionName): Promise<string> {
    const key = keyOf(projection);
    if (!this.keys.has(key)) throw new Error(`${key} is none of the read models that this program says it reads`);
    await this.refreshed();
    const read = this.read.get(key);
    if (read === undefined) throw new ReadModelRebuildingError(key);
    return read.collection;
  }

  /** All of them have seen everything up to here; 0n while one is not there yet. */
  async position(): Promise<bigint> {
    await this.refreshed();
    const collections = [...this.read.values()].map(({ collection }) => collection);
    const checkpoints = await this.parts.store.checkpoints(collections);
    for (const [key, { collection, position }] of this.read) {
      const checkpoint = checkpoints.get(collection);
      if (checkpoint === undefined && collections.includes(collection)) this.refreshing = undefined;
      if (checkpoint !== undefined && checkpoint.position > position)
        this.read.set(key, { collection, position: checkpoint.position });
    }
    return this.known();
  }

  /**
   * True once all of them have seen everything up to here, false when `timeoutMs` passed before. Throws ReadModelRebuildingError
   * where one is not there by then.
   */
  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    if (position <= this.readable()) return true;
    if (await this.watch.waitFor(position, timeoutMs)) return true;
    const missing = this.missing();
    if (missing !== undefined) throw new ReadModelRebuildingError(missing);
    return false;
  }

  /** What these collections hold up to here can be read, as whoever writes them knows first. */
  reached(collections: readonly string[], position: bigint): void {
    for (const [key, { collection, position: known }] of this.read)
      if (position > known && collections.includes(collection)) this.read.set(key, { collection, position });
    this.watch.announce(this.readable());
  }

  /** Less than any position while one is not there yet: there is nothing to read then. */
  private readable(): bigint {
    return this.missing() === undefined ? this.known() : -1n;
  }

  private missing(): string | undefined {
    return [...this.keys].find((key) => !this.read.has(key));
  }

  private known(): bigint {
    if (this.missing() !== undefined) return 0n;
    return lowestPosition([...this.read.values()].map(({ position }) => position));
  }

  private async refreshed(): Promise<void> {
    const now = this.timing.now();
    const lifeMs = this.missing() === undefined ? REFRESH_MS : REBUILDING_REFRESH_MS;
    if (this.refreshing === undefined || now - this.refreshing.at > lifeMs)
      this.refreshing = { done: this.refresh(), at: now };
    const { refreshing } = this;
    try {
      await refreshing.done;
    } catch (error) {
      if (this.refreshing === refreshing) this.refreshing = undefined;
      throw error;
    }
  }

  private async refresh(): Promise<void> {
    const entries = (await this.parts.store.catalogue()).filter((entry) => this.keys.has(keyOf(entry)));
    const offered = new Map(
      entries.flatMap(({ live, ...entry }) =>
        live === undefined ? [] : [[keyOf(entry), collectionOf({ ...entry, generation: live })]],
      ),
    );
    const asked = new Set([...offered.values(), ...[...this.read.values()].map(({ collection }) => collection)]);
    const checkpoints = await this.parts.store.checkpoints([...asked]);
    for (const key of this.keys) {
      const collection = offered.get(key);
      if (collection === undefined) this.read.delete(key);
      else this.exchange(key, { collection, position: checkpoints.get(collection)?.position ?? 0n }, checkpoints);
    }
  }

  private exchange(key: string, offered: Read, checkpoints: ReadonlyMap<string, Checkpoint>): void {
    const held = this.read.get(key);
    if (offered.collection === held?.collection) return;
    const isBehind = held !== undefined && checkpoints.has(held.collection) && offered.position < held.position;
    if (!isBehind) this.read.set(key, offered);
  }
}
