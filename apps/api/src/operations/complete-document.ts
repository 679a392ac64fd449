import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Response = Exclude<Operation['responses'][string], { $ref: string } | undefined>;
type Headers = NonNullable<Response['headers']>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];

const answerHeaders = {
  ETag: { description: 'Send it back as If-Match to change what you have seen.', schema: { type: 'string' } },
  Location: { description: 'Where it is.', schema: { type: 'string' } },
  Position: {
    description: 'Of the effect in the log. Send it back as Min-Position to read your own write.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
  Link: { description: '`rel="next"`: the next page; absent on the last one.', schema: { type: 'string' } },
  RateLimit: { description: 'Calls left and seconds until all are there again.', schema: { type: 'string' } },
} as const satisfies Headers;

const header = (name: keyof typeof answerHeaders): Headers => ({
  [name]: { $ref: `#/components/headers/${name}` } as never,
});

const problem = { $ref: '#/components/responses/Problem' } as const;
const minPosition = { $ref: '#/components/parameters/MinPosition' } as const;

/** What every operation has in common, which no route has to repeat. */
const components = {
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
      headers: { 'Retry-After': { description: 'Seconds, with 429 and 503.', schema: { type: 'string' } } },
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
} as const;

const parametersOf = (operation: Operation): { name?: string; in?: string; schema?: unknown }[] =>
  (operation.parameters ?? []) as never;

const takes = (operation: Operation, name: string): boolean =>
  parametersOf(operation).some((parameter) => parameter.name === name);

const itemOf = (document: OpenAPIObject, path: string): PathItem | undefined =>
  Object.entries(document.paths).find(
    ([other]) => other.startsWith(`${path}/{`) && !other.slice(path.length + 1).includes('/'),
  )?.[1];

/** Whose ETag an operation's answer carries: the resource's at its own path, or the one that a POST makes. */
const resourceOf = (document: OpenAPIObject, path: string, method: Method): PathItem | undefined =>
  method === 'post' ? itemOf(document, path) : document.paths[path];

const headersOf = (document: OpenAPIObject, path: string, method: Method, operation: Operation): Headers => {
  const resource = resourceOf(document, path, method);
  const isCommand = takes(operation, 'Idempotency-Key');
  const made = operation.responses['202'] !== undefined || (method === 'post' && resource?.get !== undefined);
  return {
    ...(resource?.patch !== undefined && method !== 'delete' ? header('ETag') : {}),
    ...(isCommand ? header('Position') : {}),
    ...(made ? header('Location') : {}),
    ...(takes(operation, 'cursor') ? header('Link') : {}),
    ...(operation.responses['429'] === undefined ? {} : header('RateLimit')),
  };
};

interface Body {
  required?: boolean;
  readonly content: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
}

/** A body of which nothing is required can be left out altogether. */
const isOptional = (document: OpenAPIObject, { content }: Body): boolean => {
  const name = content['application/json']?.schema?.$ref?.split('/').at(-1) ?? '';
  const schema = document.components?.schemas?.[name] as { type?: string; required?: unknown } | undefined;
  return schema?.type === 'object' && schema.required === undefined;
};

const complete = (document: OpenAPIObject, path: string, method: Method, operation: Operation): void => {
  const headers = headersOf(document, path, method, operation);
  for (const [status, response] of Object.entries(operation.responses))
    if (status.startsWith('2')) (response as Response).headers = { ...headers, ...(response as Response).headers };
  for (const parameter of parametersOf(operation))
    if (parameter.in === 'path') parameter.schema = { type: 'string', format: 'uuid' };
  const body = operation.requestBody as Body | undefined;
  if (body !== undefined && isOptional(document, body)) body.required = false;
  if (method === 'get') operation.parameters = [...(operation.parameters ?? []), minPosition as never];
  operation.responses['4XX'] = problem;
  operation.responses['5XX'] = problem;
};

/** Adds to each operation what all of its kind have: id formats, Min-Position, answer headers, problem documents. */
export const completeDocument = (document: OpenAPIObject, problemSchema: object): OpenAPIObject => {
  for (const [path, item] of Object.entries(document.paths))
    for (const method of methods) {
      const operation = item[method];
      if (operation !== undefined) complete(document, path, method, operation);
    }
  const { schemas, ...rest } = document.components ?? {};
  return {
    ...document,
    components: { ...rest, ...(components as object), schemas: { ...schemas, Problem: problemSchema } },
  };
};
