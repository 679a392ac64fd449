import type { StandardSchemaConverter } from '@nestjs/swagger';

type Json = Record<string, unknown>;

interface Convertible {
  readonly '~standard': {
    readonly jsonSchema: Readonly<Record<'input' | 'output', (options: { target: string }) => Json>>;
  };
}

/**
 * JSON Schema 2020-12, which OpenAPI 3.1 means; Nest's own conversion writes 3.0's dialect (`exclusiveMinimum: true`).
 * Schemas with an id become components.
 */
export const jsonSchemaOf = (
  schema: unknown,
  { schemaType }: Parameters<StandardSchemaConverter>[1],
): { schema: Json; components: Record<string, Json> } => {
  const { jsonSchema } = (schema as Convertible)['~standard'];
  const { $defs = {}, ...converted } = jsonSchema[schemaType]({ target: 'draft-2020-12' });
  delete converted['$schema'];
  return { schema: converted, components: $defs as Record<string, Json> };
};
