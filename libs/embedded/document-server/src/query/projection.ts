import { type Doc, isDoc } from '../bson/document.js';
import { CommandError } from '../errors.js';

type Tree = Map<string, Tree | true>;

const MAX_PATHS = 'Path collision';

const planted = (paths: readonly string[]): Tree => {
  const root: Tree = new Map();
  for (const path of paths) {
    const parts = path.split('.');
    const leaf = parts.pop() ?? '';
    let node = root;
    for (const part of parts) {
      const next = node.get(part) ?? new Map<string, Tree | true>();
      if (next === true) throw new CommandError('BadValue', `${MAX_PATHS} at ${path}`);
      node.set(part, next);
      node = next;
    }
    if (node.has(leaf)) throw new CommandError('BadValue', `${MAX_PATHS} at ${path}`);
    node.set(leaf, true);
  }
  return root;
};

const included = (value: unknown, tree: Tree): unknown => {
  if (Array.isArray(value))
    return value.filter((item) => isDoc(item) || Array.isArray(item)).map((item) => included(item, tree));
  if (!isDoc(value)) return undefined;
  const out: Doc = {};
  for (const [name, field] of Object.entries(value)) {
    const node = tree.get(name);
    const kept = node === true ? field : node === undefined ? undefined : included(field, node);
    if (kept !== undefined) out[name] = kept;
  }
  return out;
};

const excluded = (value: unknown, tree: Tree): unknown => {
  if (Array.isArray(value)) return value.map((item) => excluded(item, tree));
  if (!isDoc(value)) return value;
  const out: Doc = {};
  for (const [name, field] of Object.entries(value)) {
    const node = tree.get(name);
    if (node !== true) out[name] = node === undefined ? field : excluded(field, node);
  }
  return out;
};

const isFlag = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean';

const includes = ({ _id, ...fields }: Doc): boolean => {
  const flags = Object.values(fields).map(Boolean);
  const including = flags[0] ?? Boolean(_id);
  if (flags.every((flag) => flag === including)) return including;
  const [odd, kind] = including ? ['exclusion', 'inclusion'] : ['inclusion', 'exclusion'];
  throw new CommandError('BadValue', `Cannot do ${odd} on some fields in ${kind} projection`);
};

/**
 * A projection that only includes or only excludes fields, on documents of any decoding, so that BSON types survive.
 * Undefined for projections with expressions, which the query engine must compute.
 * @throws CommandError BadValue when inclusion and exclusion are mixed
 */
export const fieldProjection = (spec: Doc): ((doc: Doc) => Doc) | undefined => {
  if (!Object.values(spec).every(isFlag)) return undefined;
  const including = includes(spec);
  const { _id: withId = true, ...fields } = spec;
  const paths = Object.keys(fields);
  const tree = planted(including === Boolean(withId) ? ['_id', ...paths] : paths);
  return including ? (doc) => included(doc, tree) as Doc : (doc) => excluded(doc, tree) as Doc;
};
