import { type IndexDefinition } from './index-definition.js';

/** The index that every collection has. */
export const ID_INDEX: IndexDefinition = {
  name: '_id_',
  fields: [['_id', 1]],
  unique: true,
  sparse: false,
  partialFilter: undefined,
};
