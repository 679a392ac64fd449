import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { z } from 'zod';
import { type FieldError, ProblemError } from './problem.js';

const segment = (part: PropertyKey | StandardSchemaV1.PathSegment): string =>
  String(typeof part === 'object' ? part.key : part)
    .replaceAll('~', '~0')
    .replaceAll('/', '~1');

const fieldError = (issue: StandardSchemaV1.Issue, isBody: boolean): FieldError => {
  const path = (issue.path ?? []).map(segment);
  const pointer = isBody ? path.map((part) => `/${part}`).join('') : `?${path.join('/')}`;
  return { pointer, detail: issue.message };
};

/** The problem that data which does not fit its schema is, naming every field. */
export const misfit = (issues: readonly StandardSchemaV1.Issue[], isBody: boolean): ProblemError => {
  const errors = issues.slice(0, 50).map((issue) => fieldError(issue, isBody));
  return new ProblemError('invalid-request', errors.map((e) => `${e.pointer || '/'}: ${e.detail}`).join('; '), {
    errors,
  });
};

/** Says that it is missing rather than of which type it is not; a schema's own words go first. */
const absent: z.core.$ZodErrorMap = ({ input }) => (input === undefined ? 'is required' : undefined);

/** Refuses what does not fit the schema that also documents it. */
export class SchemaValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata as ArgumentMetadata & { schema?: z.ZodType<T> };
    if (schema === undefined) return value;
    const result = await schema.safeParseAsync(value === undefined ? {} : value, { error: absent });
    if (result.success) return result.data;
    throw misfit(result.error.issues, metadata.type === 'body');
  }
}
