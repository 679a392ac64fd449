import type { EventStore } from '../events/event-store.js';
import { lowestPosition } from '../following/lowest-position.js';
import { collectionOf, type Damage, type ProjectionStore } from '../projecting/projection-store.js';
import type { Degradation } from '../supervising/degradation.js';
import type { AnyProjection } from './projection.js';

export interface ReadModelStatusParts {
  readonly events: Pick<EventStore, 'head'>;
  readonly store: Pick<ProjectionStore, 'catalogue' | 'checkpoints' | 'damage'>;
  /** Those that this program reads. */
  readonly projections: readonly Pick<AnyProjection, 'name' | 'version'>[];
}

/** How what this program reads is, as a process can tell that does not project itself. */
export interface ReadModelReport {
  /** All that can be read has seen everything up to here. */
  readonly position: bigint;
  /** Of the newest event. */
  readonly head: bigint;
  /** What cannot be read yet. */
  readonly rebuilding: readonly Degradation[];
  /** What can be read and is not as it should be. */
  readonly damaged: readonly Degradation[];
}

interface Looked {
  readonly key: string;
  readonly isLive: boolean;
  /** What is read, else what is being built. */
  readonly collection: string | undefined;
}

const brokenIn = (damage: ReadonlyMap<string, Damage>): Degradation[] =>
  [...damage]
    .filter(([, { broken }]) => broken > 0)
    .map(([collection, { broken }]) => ({
      ...{ name: `broken documents in ${collection}`, detail: String(broken) },
      advice: 'see _broken there; fix the projection and raise its version',
    }));

/** Together: what nobody can read, all of them skip. */
const skippedIn = (damage: ReadonlyMap<string, Damage>): Degradation[] => {
  const skips = [...damage].filter(([, { skipped }]) => skipped > 0);
  if (skips.length === 0) return [];
  const detail = skips.map(([collection, { skipped }]) => `${skipped} by ${collection}`).join(', ');
  return [{ name: 'skipped events', detail, advice: 'see skipped-events; run a program that reads them and rebuild' }];
};

/** Throws when the log or the database cannot be reached. */
export const readModelStatus = async ({
  events,
  store,
  projections,
}: ReadModelStatusParts): Promise<ReadModelReport> => {
  const entries = await store.catalogue();
  const looked = projections.map(({ name, version }): Looked => {
    const entry = entries.find((one) => one.name === name && one.version === version);
    const generation = entry?.live ?? entry?.building;
    const collection = generation === undefined ? undefined : collectionOf({ name, version, generation });
    return { key: `${name}.v${version}`, isLive: entry?.live !== undefined, collection };
  });
  const live = looked.filter(({ isLive }) => isLive);
  const collectionsOf = (some: readonly Looked[]): string[] => some.flatMap(({ collection }) => collection ?? []);
  const [head, checkpoints, damage] = await Promise.all([
    events.head(),
    store.checkpoints(collectionsOf(looked)),
    store.damage(collectionsOf(live)),
  ]);
  const positionOf = ({ collection = '' }: Looked): bigint => checkpoints.get(collection)?.position ?? 0n;
  return {
    position: lowestPosition(live.map(positionOf)),
    head,
    rebuilding: looked
      .filter(({ isLive }) => !isLive)
      .map((one) => ({ name: `rebuilding ${one.key}`, detail: `at ${positionOf(one)} of ${head}` })),
    damaged: [...brokenIn(damage), ...skippedIn(damage)],
  };
};
