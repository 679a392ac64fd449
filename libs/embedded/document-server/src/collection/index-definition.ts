import { type Doc, isDoc } from '../bson/document.js';
import { CommandError, unsupported } from '../errors.js';

export interface IndexDefinition {
  readonly name: string;
  /** Fields in order, 1 ascending, -1 descending. */
  readonly fields: readonly (readonly [path: string, direction: 1 | -1])[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilter: Doc | undefined;
}

const IGNORED = new Set(['v', 'key', 'name', 'unique', 'sparse', 'partialFilterExpression', 'background', 'ns']);

const field = ([path, kind]: [string, unknown]): [string, 1 | -1] => {
  const number = Number(kind);
  if (typeof kind === 'string')
    throw unsupported('CannotCreateIndex', `Index type '${kind}' is`, 'use ascending (1) or descending (-1) indexes');
  if (path === '' || path.includes('$'))
    throw unsupported('CannotCreateIndex', `An index on '${path}' is`, 'name the fields');
  if (number === 0 || Number.isNaN(number))
    throw new CommandError('CannotCreateIndex', `Values in the index key pattern must be 1 or -1, not ${String(kind)}`);
  return [path, number < 0 ? -1 : 1];
};

/**
 * Reads one entry of createIndexes.
 * @throws CommandError CannotCreateIndex for kinds and options of indexes that this server does not keep
 */
export const indexDefinition = (spec: Doc): IndexDefinition => {
  if (!isDoc(spec.key) || Object.keys(spec.key).length === 0)
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be empty; give at least one field');
  const fields = Object.entries(spec.key).map(field);
  const foreign = Object.keys(spec).find((option) => !IGNORED.has(option));
  if (foreign === 'expireAfterSeconds')
    throw unsupported(
      'CannotCreateIndex',
      'A TTL index (expireAfterSeconds) is',
      'delete expired documents with deleteMany',
    );
  if (foreign !== undefined)
    throw unsupported('CannotCreateIndex', `The index option '${foreign}' is`, 'create the index without it');
  return {
    name: typeof spec.name === 'string' ? spec.name : fields.map(([path, order]) => `${path}_${order}`).join('_'),
    fields,
    unique: spec.unique === true,
    sparse: spec.sparse === true,
    partialFilter: isDoc(spec.partialFilterExpression) ? spec.partialFilterExpression : undefined,
  };
};

/** The definition as listIndexes answers it. */
export const indexSpec = (definition: IndexDefinition): Doc => ({
  v: 2,
  key: Object.fromEntries(definition.fields),
  name: definition.name,
  ...(definition.unique ? { unique: true } : {}),
  ...(definition.sparse ? { sparse: true } : {}),
  ...(definition.partialFilter === undefined ? {} : { partialFilterExpression: definition.partialFilter }),
});
