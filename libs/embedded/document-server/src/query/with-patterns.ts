import { BSONRegExp } from 'bson';
import { type Doc, isDoc } from '../bson/document.js';
import { CommandError } from '../errors.js';

const textOf = (value: unknown, name: string): string => {
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw new CommandError('BadValue', `${name} has to be a string without null bytes`);
};

const patternOf = ($regex: unknown, $options: unknown): BSONRegExp => {
  if ($regex === undefined) throw new CommandError('BadValue', '$options needs a $regex');
  const { pattern, options } =
    $regex instanceof BSONRegExp ? $regex : { pattern: textOf($regex, '$regex'), options: '' };
  const asked = $options === undefined ? options : textOf($options, '$options');
  const foreign = /[^imsxlu]/.exec(asked)?.[0];
  if (foreign !== undefined) throw new CommandError('BadValue', `invalid flag in regex options: ${foreign}`);
  return new BSONRegExp(pattern, asked);
};

/**
 * A filter or pipeline with `{ $regex, $options }` as one operator, `$pattern`: the query engine would hand the two to
 * JavaScript, whose patterns others could keep busy for ever.
 */
export const withPatterns = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withPatterns);
  if (!isDoc(value)) return value;
  const { $regex, $options, ...others } = value;
  const rest: Doc = Object.fromEntries(Object.entries(others).map(([name, inner]) => [name, withPatterns(inner)]));
  return $regex === undefined && $options === undefined ? rest : { ...rest, $pattern: patternOf($regex, $options) };
};
