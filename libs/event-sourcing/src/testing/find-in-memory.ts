import type { Filter, FindOptions, Projected } from '../reading/read-models.js';
import type { StoredDocument } from '../reading/stored-document.js';

/** What queries see of it: undefined where it was removed. */
export const projectedOf = <Doc extends object>(stored: StoredDocument | undefined): Projected<Doc> | undefined =>
  stored?.doc === undefined ? undefined : { ...(stored.doc as Doc), _id: stored.id, _position: stored.position };

/** As a database finds documents. Its four hundred files are loaded where something is looked for: few specs do. */
export const findInMemory = async <Doc extends object>(
  documents: Iterable<StoredDocument>,
  filter: Filter,
  { sort = { _id: 1 }, limit = Number.MAX_SAFE_INTEGER }: FindOptions = {},
): Promise<Projected<Doc>[]> => {
  const all = [...documents].flatMap((stored) => projectedOf<Doc>(stored) ?? []);
  const { Query } = await import('mingo');
  return new Query({ ...filter })
    .find<Projected<Doc>>(all)
    .sort({ ...sort })
    .limit(limit)
    .all();
};
