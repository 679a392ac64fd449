import type { Counted, Filter } from '../reading/read-models.js';
import type { StoredDocument } from '../reading/stored-document.js';
import { findInMemory } from './find-in-memory.js';

const valueAt = (doc: unknown, field: string): unknown =>
  field.split('.').reduce((part, name) => (part as Record<string, unknown> | undefined)?.[name], doc);

/** As a database counts documents. */
export const countInMemory = async (
  documents: Iterable<StoredDocument>,
  filter: Filter,
  fields: readonly string[],
): Promise<Counted[]> => {
  const counts = new Map<string, Counted>();
  for (const doc of await findInMemory(documents, filter)) {
    const values = fields.map((field) => valueAt(doc, field) ?? undefined);
    const key = JSON.stringify(values);
    counts.set(key, { values, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
};
