import type { OpenAPIObject } from '@nestjs/swagger';
import { COMPLETION } from '#libs/rest';
import {
  answerHeaders,
  carries,
  headersOf,
  methods,
  type Operation,
  type PathItem,
  type Route,
} from './answer-headers.js';

const reference = (path: string) => ({ $ref: `#/components/${path}` });

/** What operations have in common, which no route has to repeat. */
const common = {
  headers: answerHeaders,
  parameters: {
    MinPosition: {
      name: 'Min-Position',
      in: 'header',
      required: false,
      description: 'The Position of an earlier answer: wait up to two seconds until it can be read.',
      schema: { type: 'string', pattern: '^\\d{1,19}$' },
    },
  },
  responses: {
    Problem: {
      description: 'A problem document (RFC 9457); `code` says which.',
      headers: {
        'Retry-After': {
          description: 'Seconds, with every problem that passes by itself.',
          schema: { type: 'string' },
        },
      },
      content: { 'application/problem+json': { schema: reference('schemas/Problem') } },
    },
  },
} as const;

type Schemas = Readonly<Record<string, object | undefined>>;

/** A body of which nothing is required can be left out altogether. */
const isOptional = ({ content }: NonNullable<Operation['requestBody']>, schemas: Schemas): boolean => {
  const { $ref = '' } = (content['application/json']?.schema ?? {}) as { $ref?: string };
  const schema = schemas[$ref.split('/').at(-1) ?? ''] as { type?: string; required?: unknown } | undefined;
  return schema?.type === 'object' && schema.required === undefined;
};

const idSchema = { type: 'string', format: 'uuid' };

/** Of what is named in a path and is no id. */
const pathSchemas: Readonly<Record<string, object>> = {
  digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
  host: { type: 'string' },
  run: { type: 'integer', minimum: 1 },
  token: { type: 'string' },
};

/** Routes that are `Public`: whoever asks needs no access token. */
const isPublic = (path: string): boolean => path.endsWith('/signing-keys') || path.includes('/unsubscribe/');

const completePath = ({ parameters = [] }: Operation): void => {
  for (const parameter of parameters)
    if (parameter.in === 'path') parameter.schema = pathSchemas[parameter.name ?? ''] ?? idSchema;
};

const completeRequest = ({ operation, method }: Route, schemas: Schemas): void => {
  completePath(operation);
  const { requestBody } = operation;
  if (requestBody !== undefined && isOptional(requestBody, schemas)) requestBody.required = false;
  if (method === 'get') operation.parameters = [...(operation.parameters ?? []), reference('parameters/MinPosition')];
};

/** Of problems that may pass by themselves. */
const { headers: passing } = common.responses.Problem;

const problemHeaders = (route: Route, status: string): object | undefined => {
  if (status === '429' && carries(route, status, 'RateLimit'))
    return { ...passing, RateLimit: reference('headers/RateLimit') };
  return ['409', '429', '503'].includes(status) ? passing : undefined;
};

const completeContent = ({ operation: { [COMPLETION]: completion, responses } }: Route): void => {
  const success = responses['200'];
  if (success === undefined) return;
  for (const [type, description] of Object.entries(completion?.texts ?? {}))
    success.content = { ...success.content, [type]: { schema: { type: 'string', description } } };
};

const completeAnswers = (route: Route): void => {
  const { responses } = route.operation;
  completeContent(route);
  for (const [status, response] of Object.entries(responses)) {
    const own = status.startsWith('2') ? headersOf(route, status) : problemHeaders(route, status);
    if (own !== undefined) response.headers = own;
  }
  responses['4XX'] = reference('responses/Problem');
  responses['5XX'] = reference('responses/Problem');
};

const routesOf = (document: OpenAPIObject): Route[] => {
  const paths = document.paths as unknown as Readonly<Record<string, PathItem>>;
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ paths, path, method, operation }];
    }),
  );
};

/** Adds to each operation what all of its kind have: id formats, Min-Position, answer headers, problem documents. */
export const completeDocument = (document: OpenAPIObject, problemSchema: object): OpenAPIObject => {
  const schemas = { ...document.components?.schemas, Problem: problemSchema };
  for (const route of routesOf(document)) {
    completeRequest(route, schemas);
    completeAnswers(route);
    if (isPublic(route.path)) route.operation.security = [];
    Reflect.deleteProperty(route.operation, COMPLETION);
  }
  return { ...document, components: { ...document.components, ...common, schemas } };
};
