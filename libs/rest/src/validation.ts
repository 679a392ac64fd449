import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { z } from 'zod';
import { illFormedText } from './ill-formed-text.js';
import { pointerSegment } from './pointer-segment.js';
import { type FieldError, ProblemError } from './problem.js';

const segment = (part: PropertyKey | StandardSchemaV1.PathSegment): string =>
  pointerSegment(typeof part === 'object' ? part.key : part);

const fieldError = (issue: StandardSchemaV1.Issue, isBody: boolean): FieldError => {
  const path = (issue.path ?? []).map(segment);
  const pointer = isBody ? path.map((part) => `/${part}`).join('') : `?${path.join('/')}`;
  return { pointer, detail: issue.message };
};

/** Fields and names that an answer lists, at most, and characters of each: it is short however much is wrong. */
const MOST_FIELDS = 50;
const MOST_NAMES = 10;
const LONGEST_NAME = 50;

/** The problem that data which does not fit its schema is, naming every field. */
export const misfit = (issues: readonly StandardSchemaV1.Issue[], isBody: boolean): ProblemError => {
  const errors = issues.slice(0, MOST_FIELDS).map((issue) => fieldError(issue, isBody));
  return new ProblemError('invalid-request', errors.map((e) => `${e.pointer || '/'}: ${e.detail}`).join('; '), {
    errors,
  });
};

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

/** People read it beside what they typed: that it is missing rather than of which type it is not. A schema's own words go first. */
const explain: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return unknownNames(issue.keys);
  if (issue.code === 'too_big')
    return limitWords(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin);
  if (issue.code === 'too_small')
    return limitWords(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin);
  return issue.input === undefined ? 'is required' : undefined;
};

const refuseIllFormed = (body: unknown): void => {
  const detail = 'has half of a surrogate pair in it, which is no character of Unicode';
  const errors = illFormedText(body)
    .slice(0, MOST_FIELDS)
    .map((pointer) => ({ pointer, detail }));
  const [first] = errors;
  if (first !== undefined) throw new ProblemError('invalid-request', `${first.pointer || '/'}: ${detail}`, { errors });
};

/** Refuses what does not fit the schema that also documents it. */
export class SchemaValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata as ArgumentMetadata & { schema?: z.ZodType<T> };
    if (schema === undefined) return value;
    if (metadata.type === 'body') refuseIllFormed(value);
    const result = await schema.safeParseAsync(value === undefined ? {} : value, { error: explain });
    if (result.success) return result.data;
    throw misfit(result.error.issues, metadata.type === 'body');
  }
}
