import { BSON, type Collection, type Db } from 'mongodb';
import { isProjected } from '#libs/event-sourcing';
import { CHECKPOINTS, PROJECTIONS, SKIPPED } from './mongo-projection-store.js';
import { decodePosition, encodePosition, type Stored } from './stored-fields.js';

/** A document of any collection. */
export interface StoredRow {
  readonly collection: string;
  /** MongoDB's Extended JSON, canonical: every type comes back. */
  readonly document: string;
}

/** What was revoked after the backup would be good again: people make new ones. */
const REVOCABLE = 'personal-tokens';

const isOfProjection = (collection: string, document: Stored): boolean =>
  (collection === CHECKPOINTS && isProjected(document._id)) ||
  (collection === SKIPPED && isProjected(String(document['by'])));

/** A policy that was further would pass over what will happen at positions that the log does not hold yet. */
const upTo = (position: bigint, collection: string, document: Stored): Stored =>
  collection === CHECKPOINTS && decodePosition(document['position']) > position
    ? { ...document, position: encodePosition(position) }
    : document;

async function* rowsOf(collection: Collection<Stored>, position: bigint): AsyncGenerator<StoredRow> {
  const { collectionName: name } = collection;
  const cursor = collection.find({}, { promoteValues: false });
  try {
    for (let document = await cursor.next(); document !== null; document = await cursor.next())
      if (!isOfProjection(name, document))
        yield {
          collection: name,
          document: BSON.EJSON.stringify(upTo(position, name, document), { relaxed: false }),
        };
  } finally {
    await cursor.close();
  }
}

/**
 * Everything that cannot be projected anew from the log up to this position, which has been read before: who people are, what policies
 * have done, what was told to whom, what was found in images, who acted last. All collections but those of read models, and tokens of programs.
 */
export async function* underivedDocuments(db: Db, position: bigint): AsyncGenerator<StoredRow> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  for (const { name } of collections.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    if (name !== PROJECTIONS && name !== REVOCABLE && !isProjected(name) && !name.startsWith('system.'))
      yield* rowsOf(db.collection<Stored>(name), position);
}
