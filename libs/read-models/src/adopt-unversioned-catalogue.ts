import type { Collection, Db } from 'mongodb';
import { collectionOf, insertedOnce } from '#libs/event-sourcing';
import { entryFields, entryId } from './stored-entry.js';
import type { Stored } from './stored-fields.js';

interface Generation {
  readonly version: number;
  readonly generation: number;
}

/** As catalogues were before each version had an entry of its own, all fed from one checkpoint. */
interface UnversionedEntry extends Stored {
  readonly live?: Generation | null;
  readonly building?: Generation | null;
  readonly retired?: readonly Generation[];
  readonly last?: number;
}

const MAIN = 'main';

export const isUnversioned = (stored: Stored): boolean => stored['version'] === undefined;

/**
 * Takes over a database of an earlier program: what was live stays so, from the one checkpoint that there was; what was being built
 * or had been replaced is dropped. May be repeated, also by several at once.
 */
export const adoptUnversionedCatalogue = async (
  db: Db,
  { projections, checkpoints }: { readonly projections: Collection<Stored>; readonly checkpoints: Collection<Stored> },
): Promise<void> => {
  const main = await checkpoints.findOne({ _id: MAIN });

  const adoptLive = async (name: string, { version, generation }: Generation, last: number): Promise<void> => {
    if (main === null) return;
    const checkpoint = { position: main['position'] as unknown, log: main['log'] as unknown };
    await insertedOnce(checkpoints, { _id: collectionOf({ name, version, generation }), ...checkpoint });
    const usedAt = new Date().toISOString();
    const entry = { name, version, live: generation, building: undefined, retired: [], last, usedAt };
    const fields = entryFields({ ...entry, rebuildRequested: false, revision: 1 });
    await insertedOnce(projections, { _id: entryId(entry), ...fields });
  };

  const adopt = async ({ _id: name, live, building, retired = [], last = 1 }: UnversionedEntry): Promise<void> => {
    if (live !== undefined && live !== null) await adoptLive(name, live, last);
    for (const replaced of [...retired, ...(building === undefined || building === null ? [] : [building])]) {
      const collection = collectionOf({ name, ...replaced });
      await db.dropCollection(collection).catch(() => undefined);
      await checkpoints.deleteOne({ _id: collection });
    }
    await projections.deleteOne({ _id: name });
  };

  for (const entry of (await projections.find().toArray()) as UnversionedEntry[])
    if (isUnversioned(entry)) await adopt(entry);
  await checkpoints.deleteOne({ _id: MAIN });
};
