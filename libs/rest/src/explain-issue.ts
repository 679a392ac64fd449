import type { z } from 'zod';

/** Names that an answer lists, at most, and characters of each: it is short however much is wrong. */
const MOST_NAMES = 10;
const LONGEST_NAME = 50;

const unknownNames = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMES).map((name) => JSON.stringify(name.slice(0, LONGEST_NAME)));
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `There is nothing called ${shown.join(', ')}${more} here`;
};

/** Of what there can be too much or too little: else it is the value itself. */
const units: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

const limitWords = (words: string, limit: number | bigint, origin: string): string => {
  const unit = units[origin];
  if (unit === undefined) return `must be ${words} ${limit}`;
  return `must have ${words} ${limit} ${Number(limit) === 1 ? unit[0] : unit[1]}`;
};

/** What a schema expects, as who sends JSON or types a parameter calls it. */
const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const kindWords = (expected: string): string | undefined => {
  const kind = kinds[expected];
  return kind && `must be ${kind}`;
};

const choiceWords = (values: readonly z.core.util.Primitive[]): string => {
  const shown = values.map(String).join(', ');
  return values.length === 1 ? `must be ${shown}` : `must be one of ${shown}`;
};

const formatWords = (format: string): string | undefined => (format === 'uuid' ? 'must be an id: a UUID' : undefined);

type Explained = {
  readonly [Code in z.core.$ZodRawIssue['code']]?: (
    issue: Extract<z.core.$ZodRawIssue, { code: Code }>,
  ) => string | undefined;
};

const byCode: Explained = {
  unrecognized_keys: ({ keys }) => unknownNames(keys),
  too_big: ({ inclusive, maximum, origin }) =>
    limitWords(inclusive === false ? 'less than' : 'at most', maximum, origin),
  too_small: ({ inclusive, minimum, origin }) =>
    limitWords(inclusive === false ? 'more than' : 'at least', minimum, origin),
  not_multiple_of: ({ divisor }) => `must be a multiple of ${divisor}`,
  invalid_type: ({ expected }) => kindWords(expected),
  invalid_value: ({ values }) => choiceWords(values),
  invalid_format: ({ format }) => formatWords(format),
  invalid_key: ({ issues }) => issues[0]?.message,
};

/** People read it beside what they typed: that it is missing rather than of which type it is not. A schema's own words go first. */
export const explainIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'is required';
  const explain = byCode[issue.code] as ((issue: z.core.$ZodRawIssue) => string | undefined) | undefined;
  return explain?.(issue);
};
