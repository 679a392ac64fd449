import type { Readable } from 'node:stream';
import { applyDecorators } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Answer } from './answer.js';
import { Documented } from './documented.js';
import type { ProblemCode } from './platform-problems.js';
import { problemTypeOf, type Refusal } from './problem.js';

/** Status → schema of the body; 'nothing': without one. */
type Answers = Readonly<Record<number, StandardSchemaV1 | 'nothing'>>;

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- methods that answer nothing return nothing
type Nothing = void;

type BodyIn<Described extends Answers> = {
  [Status in keyof Described]: Described[Status] extends StandardSchemaV1<unknown, infer Body> ? Body : Nothing;
}[keyof Described];

/** A body, with headers or without; a stream is of a body that is not kept in memory. */
type Handled<Body> = Body | Answer<Body> | Readable;

/** Of a method that answers what is said of it: what returns anything else does not compile. */
type DescribesRoute<Body> = <Method extends (...parameters: never[]) => Handled<Body> | Promise<Handled<Body>>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/** Headers of a success that can follow from what a route takes and answers. */
type AnswerHeader = 'ETag' | 'Location' | 'Position' | 'Link' | 'RateLimit' | 'Retry-After';

/** By what the document of a route is completed. */
export interface Completion {
  /** Which headers a success has or has not, where that does not follow from what the route takes and answers. */
  readonly headers?: Readonly<Partial<Record<AnswerHeader, boolean>>>;
  /** Content types that are answered with 200 in the place of JSON, to who asks for them by Accept: what their text is. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Where it is noted until then. */
export const COMPLETION = 'x-completion';

/** What the API document says of a route beside what its parameters say of themselves. */
interface Described<Body extends Answers> extends Completion {
  /** Unique, camelCase: what a generated client calls it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly answers: Body;
  /** Problems beside those that any route of its kind can answer. */
  readonly refusals?: readonly Refusal[];
}

const meanings: Readonly<Record<number, string>> = {
  200: 'It is so.',
  201: 'It was made.',
  202: 'It is under way.',
  204: 'It was done.',
};

/** Those that a guard, a pipe, a parameter, the executor or a store that is away answers, whatever the route. */
const anyRoute: readonly ProblemCode[] = [
  'invalid-request',
  'invalid-precondition',
  'unauthenticated',
  'forbidden',
  'not-found',
  'busy',
  'idempotency-key-reused',
  'outcome-unknown',
  'event-store-unavailable',
  'database-unavailable',
  'identity-provider-unavailable',
  'read-model-behind',
  'read-model-rebuilding',
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
export const Operation = <const Body extends Answers>({
  id,
  summary,
  description,
  answers,
  refusals = [],
  headers = {},
  texts = {},
}: Described<Body>): DescribesRoute<BodyIn<Body>> =>
  applyDecorators(
    Documented((swagger) =>
      swagger.ApiOperation({ operationId: id, summary, ...(description === undefined ? {} : { description }) }),
    ),
    Documented((swagger) => swagger.ApiExtension(COMPLETION, { headers, texts } satisfies Completion)),
    ...Object.entries<StandardSchemaV1 | 'nothing'>(answers).map(([status, schema]) =>
      answered(Number(status), schema),
    ),
    ...[...new Set(refusals.map(statusOf))].map((status) => refused(status, refusals)),
  );
