import { applyDecorators } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { Documented } from './documented.js';
import type { ProblemCode } from './platform-problems.js';
import { problemTypeOf, type Refusal } from './problem.js';

/** What the API document says of a route beside what its parameters say of themselves. */
interface Described {
  /** Unique, camelCase: what a generated client calls it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Status → schema of the body; 'nothing': without one. */
  readonly answers: Readonly<Record<number, StandardSchemaV1 | 'nothing'>>;
  /** Problems beside those that any route of its kind can answer. */
  readonly refusals?: readonly Refusal[];
}

const meanings: Readonly<Record<number, string>> = {
  200: 'It is so.',
  201: 'It was made.',
  202: 'It is under way.',
  204: 'It was done.',
};

/** Those that a guard, a pipe, a parameter or the executor answers, whatever the route. */
const anyRoute: readonly ProblemCode[] = [
  'invalid-request',
  'invalid-precondition',
  'unauthenticated',
  'forbidden',
  'not-found',
  'busy',
  'idempotency-key-reused',
];

/** What every route below a project answers to those who may not: `refusals: [...inProject, …]`. */
export const inProject = ['project-not-found', 'forbidden'] as const satisfies readonly ProblemCode[];

const statusOf = (refusal: Refusal): number => problemTypeOf(refusal).status;

const answered = (status: number, schema: StandardSchemaV1 | 'nothing'): MethodDecorator =>
  Documented((swagger) =>
    swagger.ApiResponse({
      status,
      description: meanings[status] ?? '',
      ...(schema === 'nothing' ? {} : { standardSchema: schema }),
    }),
  );

const refused = (status: number, own: readonly Refusal[]): MethodDecorator => {
  const types = [...new Set([...own, ...anyRoute].map(problemTypeOf))].filter((type) => type.status === status);
  const codes = types.map(({ code }) => code);
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
  };
  return Documented((swagger) =>
    swagger.ApiResponse({
      status,
      description: types.map(({ code, title }) => `\`${code}\`: ${title}.`).join(' '),
      content: { 'application/problem+json': { schema } },
    }),
  );
};

/** Documents a route: the codes of each problem status too, so that a client can tell them apart. */
export const Operation = ({ id, summary, description, answers, refusals = [] }: Described): MethodDecorator =>
  applyDecorators(
    Documented((swagger) =>
      swagger.ApiOperation({ operationId: id, summary, ...(description === undefined ? {} : { description }) }),
    ),
    ...Object.entries(answers).map(([status, schema]) => answered(Number(status), schema)),
    ...[...new Set(refusals.map(statusOf))].map((status) => refused(status, refusals)),
  );
