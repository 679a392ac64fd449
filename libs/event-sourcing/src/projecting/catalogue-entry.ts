/**
 * What is known of one version of a projection beside its documents. Each version has an entry of its own, so that programs of
 * two versions never write each other's.
 */
export interface CatalogueEntry {
  readonly name: string;
  readonly version: number;
  /** The generation that queries read. */
  readonly live: number | undefined;
  /** The generation that is being built to take its place. */
  readonly building: number | undefined;
  /** To be dropped once no query can be reading them; until then they are fed. */
  readonly retired: readonly number[];
  /** The highest generation there ever was. */
  readonly last: number;
  readonly rebuildRequested: boolean;
  /** When a worker of this version was last seen, RFC 3339 by its own clock. */
  readonly usedAt: string;
  /** Of what is stored: grows with every change; 0 while nothing is. */
  readonly revision: number;
}

export const newEntry = (name: string, version: number, usedAt: string): CatalogueEntry => ({
  name,
  version,
  live: undefined,
  building: undefined,
  retired: [],
  last: 0,
  rebuildRequested: false,
  usedAt,
  revision: 0,
});

/** Every generation that has documents, the newest first. */
export const generationsOf = ({ live, building, retired }: CatalogueEntry): number[] =>
  [live, building, ...retired].filter((generation) => generation !== undefined).toSorted((a, b) => b - a);

/** The entry itself, unless there is nothing to read yet, or an operator wants it built anew. */
export const withBuilding = (entry: CatalogueEntry): CatalogueEntry => {
  const isWanted = entry.live === undefined || entry.rebuildRequested;
  if (!isWanted || entry.building !== undefined) return entry;
  return { ...entry, building: entry.last + 1, last: entry.last + 1, rebuildRequested: false };
};

/** Once what was built has taken the live one's place. The entry itself where that is not what is being built. */
export const flipped = (entry: CatalogueEntry, generation: number): CatalogueEntry =>
  entry.building === generation
    ? {
        ...entry,
        live: generation,
        building: undefined,
        retired: entry.live === undefined ? entry.retired : [...entry.retired, entry.live],
      }
    : entry;

/** Nothing of it is read any more. The entry itself where that is so already. */
export const retiredWhole = (entry: CatalogueEntry): CatalogueEntry =>
  entry.live === undefined && entry.building === undefined
    ? entry
    : { ...entry, live: undefined, building: undefined, retired: generationsOf(entry) };

export const withoutRetired = (entry: CatalogueEntry, dropped: readonly number[]): CatalogueEntry => ({
  ...entry,
  retired: entry.retired.filter((generation) => !dropped.includes(generation)),
});
