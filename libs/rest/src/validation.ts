import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.js';
import { illFormedText } from './ill-formed-text.js';
import { misfit } from './misfit.js';
import { pointerSegment } from './pointer-segment.js';
import type { FieldError } from './problem.js';

const segment = (part: PropertyKey | StandardSchemaV1.PathSegment): string =>
  pointerSegment(typeof part === 'object' ? part.key : part);

const fieldError = (issue: StandardSchemaV1.Issue, isBody: boolean): FieldError => {
  const path = (issue.path ?? []).map(segment);
  const pointer = isBody ? path.map((part) => `/${part}`).join('') : `?${path.join('/')}`;
  return { pointer, detail: issue.message };
};

const refuseIllFormed = (body: unknown): void => {
  const detail = 'has half of a surrogate pair in it, which is no character of Unicode';
  const fields = illFormedText(body).map((pointer) => ({ pointer, detail }));
  if (fields.length > 0) throw misfit(fields);
};

/** Refuses what does not fit the schema that also documents it. */
export class SchemaValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata as ArgumentMetadata & { schema?: z.ZodType<T> };
    if (schema === undefined) return value;
    if (metadata.type === 'body') refuseIllFormed(value);
    const result = await schema.safeParseAsync(value === undefined ? {} : value, { error: explainIssue });
    if (result.success) return result.data;
    throw misfit(result.error.issues.map((issue) => fieldError(issue, metadata.type === 'body')));
  }
}
