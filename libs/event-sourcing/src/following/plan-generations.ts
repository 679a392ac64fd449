import type { AnyProjection } from '../reading/projection.js';
import type { CatalogueEntry, Generation } from './projection-store.js';

/** What a projection needs: its entry as it should be. `live` only if this program can feed it. */
export interface GenerationPlan {
  readonly projection: AnyProjection;
  readonly live: Generation | undefined;
  readonly building: Generation | undefined;
  readonly entry: CatalogueEntry;
  readonly changed: boolean;
}

const unknown = (name: string): CatalogueEntry => ({
  name,
  live: undefined,
  building: undefined,
  retired: [],
  last: 0,
  rebuildRequested: false,
});

/** Forgets what was being built for another version than this program's. */
const abandonOthers = (entry: CatalogueEntry, version: number): CatalogueEntry =>
  entry.building === undefined || entry.building.version === version
    ? entry
    : { ...entry, building: undefined, retired: [...entry.retired, entry.building] };

const begin = (entry: CatalogueEntry, version: number): CatalogueEntry => {
  const generation = entry.last + 1;
  return { ...entry, building: { version, generation }, last: generation, rebuildRequested: false };
};

const entryFor = (projection: AnyProjection, known: CatalogueEntry | undefined, isFresh: boolean): CatalogueEntry => {
  const { name, version } = projection;
  if (known === undefined && isFresh) return { ...unknown(name), live: { version, generation: 1 }, last: 1 };
  const entry = abandonOthers(known ?? unknown(name), version);
  const isWanted = entry.live?.version !== version || entry.rebuildRequested;
  return isWanted && entry.building === undefined ? begin(entry, version) : entry;
};

/**
 * Which generations this program feeds, and which it builds: a projection whose live version is another one, or that an
 * operator wants rebuilt, is built beside the live one. In a fresh database everything is live from the first event.
 */
export const planGenerations = (
  projections: readonly AnyProjection[],
  catalogue: readonly CatalogueEntry[],
  isFresh: boolean,
): GenerationPlan[] =>
  projections.map((projection) => {
    const known = catalogue.find(({ name }) => name === projection.name);
    const entry = entryFor(projection, known, isFresh);
    return {
      projection,
      live: entry.live?.version === projection.version ? entry.live : undefined,
      building: entry.building,
      entry,
      changed: entry !== known,
    };
  });

/** The entry once what was built has taken the live one's place. */
export const flipped = (entry: CatalogueEntry): CatalogueEntry => ({
  ...entry,
  live: entry.building,
  building: undefined,
  retired: entry.live === undefined ? entry.retired : [...entry.retired, entry.live],
});
