import { type Doc, isDoc } from '../bson/document.js';
import { CommandError, unsupported } from '../errors.js';

type Container = Doc | unknown[];

const MAX_PADDING = 1_500_000;
/** As many levels as a stored document may have. */
const MOST_PARTS = 100;

export const checkPath = (path: string): void => {
  if (path.split('.', MOST_PARTS + 1).length > MOST_PARTS) throw new CommandError('Overflow', 'FieldPath is too long');
  if (path === '' || path.startsWith('.') || path.endsWith('.') || path.includes('..'))
    throw new CommandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  if (/(^|\.)\$(\[.*\])?(\.|$)/.test(path))
    throw unsupported(
      'BadValue',
      `The positional update path '${path}' is`,
      'replace the array, or the document, guarded by a version',
    );
  if (path.startsWith('$'))
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${path}' is not valid for storage.`,
    );
};

const notViable = (part: string, value: unknown): CommandError =>
  new CommandError(
    'PathNotViable',
    `Cannot create field '${part}' in element of type ${Array.isArray(value) ? 'array' : typeof value}`,
  );

const get = (container: unknown, part: string): unknown => {
  if (Array.isArray(container)) return /^\d+$/.test(part) ? (container[Number(part)] as unknown) : undefined;
  return isDoc(container) && Object.hasOwn(container, part) ? container[part] : undefined;
};

const put = (container: Container, part: string, value: unknown): void => {
  if (!Array.isArray(container)) {
    // Plain assignment of `__proto__` would change the object's prototype instead of its content.
    Object.defineProperty(container, part, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  const index = Number(part);
  if (!/^\d+$/.test(part) || index > container.length + MAX_PADDING) throw notViable(part, container);
  while (container.length < index) container.push(null);
  container[index] = value;
};

const isContainer = (value: unknown): value is Container => Array.isArray(value) || isDoc(value);

/** The value at the path; undefined when something on the way is missing. Arrays are only entered by index. */
export const valueAt = (doc: Doc, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => get(value, part), doc);

/**
 * Sets a field, making documents on the way as needed.
 * @throws CommandError PathNotViable when something on the way cannot have fields
 */
export const setAt = (doc: Doc, path: string, value: unknown): void => {
  const parts = path.split('.');
  const leaf = parts.pop() ?? '';
  let container: Container = doc;
  for (const part of parts) {
    let next = get(container, part);
    if (next === undefined) {
      next = {};
      put(container, part, next);
    }
    if (!isContainer(next)) throw notViable(part, next);
    container = next;
  }
  put(container, leaf, value);
};

/** Removes a field; an array element becomes null, as in MongoDB. */
export const unsetAt = (doc: Doc, path: string): void => {
  const parts = path.split('.');
  const leaf = parts.pop() ?? '';
  const container = parts.length === 0 ? doc : valueAt(doc, parts.join('.'));
  if (Array.isArray(container)) {
    if (get(container, leaf) !== undefined) container[Number(leaf)] = null;
  } else if (isDoc(container)) Reflect.deleteProperty(container, leaf);
};
