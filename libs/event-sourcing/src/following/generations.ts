import type { AnyProjection } from '../reading/projection.js';
import { flipped, type GenerationPlan, planGenerations } from './plan-generations.js';
import type { Lane } from './project-batch.js';
import {
  type CatalogueEntry,
  collectionOf,
  type Generation,
  type ProjectionStore,
  type ProjectionTarget,
} from './projection-store.js';

export const laneOf = (projection: AnyProjection, { version, generation }: Generation): Lane => ({
  projection,
  target: { name: projection.name, version, generation, indexes: projection.indexes ?? [] },
});

/** The one writer of the catalogue: one change at a time, each on what is stored by then. */
export class Generations {
  private queue: Promise<unknown> = Promise.resolve();
  private readonly retiredSince = new Map<string, number>();

  constructor(
    private readonly store: ProjectionStore,
    private readonly projections: readonly AnyProjection[],
    private readonly now: () => number,
    private readonly graceMs: number,
  ) {}

  /** What to feed and what to build, recorded; the collections are there. */
  plan(isFresh: boolean): Promise<GenerationPlan[]> {
    return this.inTurn(async () => {
      const plans = planGenerations(this.projections, await this.store.catalogue(), isFresh);
      for (const { projection, live, building, entry, changed } of plans) {
        for (const generation of [live, building])
          if (generation !== undefined && changed) await this.store.prepare(laneOf(projection, generation).target);
        if (changed) await this.store.save(entry);
      }
      return plans;
    });
  }

  /** What was built is what queries read from now on. */
  flip({ target }: Lane): Promise<void> {
    return this.inTurn(async () => {
      const entry = (await this.store.catalogue()).find(({ name }) => name === target.name);
      if (entry?.building?.generation !== target.generation) return;
      await this.store.save(flipped(entry));
      await this.store.forget(collectionOf(target));
    });
  }

  /** Drops replaced documents once no query can be reading them any more. */
  dropRetired(): Promise<void> {
    return this.inTurn(async () => {
      for (const entry of await this.store.catalogue()) await this.dropOf(entry);
    });
  }

  private async dropOf(entry: CatalogueEntry): Promise<void> {
    const isDue = (generation: Generation): boolean => {
      const collection = collectionOf({ name: entry.name, ...generation });
      const since = this.retiredSince.get(collection) ?? this.now();
      this.retiredSince.set(collection, since);
      return this.now() - since >= this.graceMs;
    };
    const due = entry.retired.filter(isDue);
    if (due.length === 0) return;
    for (const generation of due) {
      const target: ProjectionTarget = { name: entry.name, ...generation, indexes: [] };
      await this.store.drop(target);
      await this.store.forget(collectionOf(target));
    }
    await this.store.save({ ...entry, retired: entry.retired.filter((generation) => !due.includes(generation)) });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}
