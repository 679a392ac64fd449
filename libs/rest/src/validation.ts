import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.js';
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

/** Fields that an answer lists, at most: it is short however much is wrong. */
const MOST_FIELDS = 50;

/** The problem that data which does not fit its schema is, naming every field. */
export const misfit = (issues: readonly StandardSchemaV1.Issue[], isBody: boolean): ProblemError => {
  const errors = issues.slice(0, MOST_FIELDS).map((issue) => fieldError(issue, isBody));
  return new ProblemError('invalid-request', errors.map((e) => `${e.pointer || '/'}: ${e.detail}`).join('; '), {
    errors,
  });
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
    const result = await schema.safeParseAsync(value === undefined ? {} : value, { error: explainIssue });
    if (result.success) return result.data;
    throw misfit(result.error.issues, metadata.type === 'body');
  }
}
