import type { BSONRegExp } from 'bson';
import { evalExpr } from 'mingo/core';
import type { Any, AnyObject, Options } from 'mingo/types';
import { CommandError } from '../errors.js';
import { clientPattern } from './client-pattern.js';

interface Arguments {
  readonly input?: unknown;
  readonly regex?: string | BSONRegExp;
  readonly options?: string;
}

type Found = ReturnType<ReturnType<typeof clientPattern>['find']>;

const find = (doc: AnyObject, expression: Any, context: Options): Found => {
  const { input, regex, options = '' } = evalExpr(doc, expression, context) as Arguments;
  if (typeof input !== 'string' || regex === undefined) return undefined;
  if (typeof regex === 'string') return clientPattern(regex, options).find(input);
  if (typeof regex.pattern !== 'string') throw new CommandError('BadValue', 'regex has to be a string or a pattern');
  return clientPattern(regex.pattern, options === '' ? regex.options : options).find(input);
};

/** The expressions that match patterns, by an engine that a pattern cannot keep busy for ever. */
export const patternExpressions = {
  $regexMatch: (doc: AnyObject, expression: Any, context: Options): boolean =>
    find(doc, expression, context) !== undefined,
  $regexFind: (doc: AnyObject, expression: Any, context: Options): Any => {
    const found = find(doc, expression, context);
    return found === undefined ? null : { match: found.text, idx: found.index, captures: [...found.groups] };
  },
};
