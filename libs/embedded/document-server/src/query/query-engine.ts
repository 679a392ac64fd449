import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { type Iterator, Lazy } from 'mingo/lazy';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { Query } from 'mingo/query';
import { type Doc, isDoc } from '../bson/document.js';
import { CommandError, unsupported } from '../errors.js';
import { comparisonOperators } from './comparison-operators.js';
import { operatorsOf } from './conditions.js';
import { patternExpressions } from './pattern-expressions.js';
import { sortedBy } from './sort-key.js';
import { withPatterns } from './with-patterns.js';

const $sort = (stream: Iterator, spec: Doc): Iterator =>
  stream.transform<Doc>((docs) => Lazy(sortedBy(docs, spec, (doc) => doc)));

const isElemMatch = (part: unknown): boolean => isDoc(part) && '$elemMatch' in part;

/** The engine's own compares by JavaScript's rules, and knows no patterns. */
const $all = (path: string, operand: unknown, options: never): ((doc: Doc) => boolean) => {
  if (!Array.isArray(operand) || operand.some(isElemMatch)) return query.$all(path, operand, options);
  const tests = operand.map((part) => comparisonOperators.$eq(path, part));
  return (doc) => tests.length > 0 && tests.every((test) => test(doc));
};

/** Mingo with the comparisons, the patterns and the sort order of BSON. */
const context = Context.init({
  accumulator,
  expression: { ...expression, ...patternExpressions },
  pipeline: { ...pipeline, $sort } as never,
  projection,
  query: { ...query, ...comparisonOperators, $all } as never,
  window,
});

type Collections = (name: string) => Doc[];

const FOREIGN: Record<string, string> = {
  $where: 'use query operators',
  $text: 'filter in the application',
  $near: 'filter in the application',
  $nearSphere: 'filter in the application',
  $geoWithin: 'filter in the application',
  $geoIntersects: 'filter in the application',
  $function: 'use expression operators',
  $accumulator: 'use accumulator operators',
  $regexFindAll: 'use $regexFind, or match in the application',
  // The engine makes a pattern of JavaScript of the format.
  $dateFromString: 'use $toDate, or parse in the application',
};

/** Refuses by name what would be silently wrong, anywhere in a filter or pipeline. */
const refuseForeign = (value: unknown): void => {
  if (!isDoc(value) && !Array.isArray(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    const instead = FOREIGN[name];
    if (instead !== undefined) throw unsupported('BadValue', `${name} is`, instead);
    refuseForeign(inner);
  }
};

const own: Readonly<Record<string, (path: string, operand: unknown) => (doc: Doc) => boolean>> = comparisonOperators;

/** Filters of field comparisons alone, which are most, need no query engine. */
const plainMatcher = (filter: Doc): ((doc: Doc) => boolean) | undefined => {
  const tests: ((doc: Doc) => boolean)[] = [];
  for (const [path, value] of Object.entries(filter)) {
    const conditions = operatorsOf(value);
    const operators = Object.keys(conditions);
    if (path.startsWith('$') || !operators.every((name) => Object.hasOwn(own, name))) return undefined;
    for (const name of operators) tests.push((own[name] as (typeof own)[string])(path, conditions[name]));
  }
  return (doc) => tests.every((test) => test(doc));
};

const translated = <T>(run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError('BadValue', error instanceof Error ? error.message : String(error));
  }
};

const engineMatcher = (filter: Doc): ((doc: Doc) => boolean) =>
  translated(() => {
    const criteria = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== '$comment'));
    refuseForeign(criteria);
    const compiled = new Query(criteria, { context, scriptEnabled: false });
    return (doc: Doc) => translated(() => compiled.test(doc));
  });

/** Compiles a filter; the predicate takes documents decoded for reading. */
export const matcherOf = (filter: Doc): ((doc: Doc) => boolean) => {
  if (Object.keys(filter).length === 0) return () => true;
  const criteria = withPatterns(filter) as Doc;
  return plainMatcher(criteria) ?? engineMatcher(criteria);
};

const REFUSED_STAGES: Record<string, string> = {
  $changeStream: 'follow the event log',
  $out: 'write the results with an update command',
  $merge: 'write the results with an update command',
  $geoNear: 'filter in the application',
  $search: 'filter in the application',
  $vectorSearch: 'filter in the application',
  $currentOp: 'look at the process',
  $indexStats: 'use listIndexes',
  $collStats: 'use count',
  $listSessions: 'there are no server sessions',
};

export const refuseStages = (stages: readonly Doc[]): void => {
  for (const stage of stages) {
    const names = Object.keys(stage);
    const name = names[0] ?? '';
    const instead = REFUSED_STAGES[name];
    if (instead !== undefined) throw unsupported('IllegalOperation', `The pipeline stage ${name} is`, instead);
    if (names.length !== 1 || !(name in pipeline))
      throw new CommandError('StageUnknown', `Unrecognized pipeline stage name: '${names.join(',')}'`);
  }
};

/** Runs a pipeline over documents decoded for reading; the documents may be changed by it. */
export const aggregated = (docs: Iterable<Doc>, stages: Doc[], collections: Collections): Doc[] =>
  translated(() => {
    refuseForeign(stages);
    const options = { context, scriptEnabled: false, collectionResolver: collections };
    return new Aggregator(withPatterns(stages) as Doc[], options).run<Doc>(docs);
  });
