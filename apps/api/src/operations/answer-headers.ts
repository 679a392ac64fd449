import type { OpenAPIObject } from '@nestjs/swagger';

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  schema?: object;
}

/** What is read and completed of a documented operation. */
export interface Operation {
  security?: readonly object[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Record<string, { headers?: object; readonly $ref?: string }>;
}

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];
export type PathItem = Readonly<Partial<Record<Method, Operation>>>;

export interface Route {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly path: string;
  readonly method: Method;
  readonly operation: Operation;
}

export const answerHeaders = {
  ETag: { description: 'Send it back as If-Match to change what you have seen.', schema: { type: 'string' } },
  Location: { description: 'Where it is.', schema: { type: 'string' } },
  Position: {
    description: 'Of the effect in the log. Send it back as Min-Position to read your own write.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
  Link: { description: '`rel="next"`: the next page; absent on the last one.', schema: { type: 'string' } },
  RateLimit: { description: 'Calls left and seconds until all are there again.', schema: { type: 'string' } },
  'Retry-After': { description: 'With 202: seconds, to ask again then.', schema: { type: 'string' } },
} as const satisfies NonNullable<OpenAPIObject['components']>['headers'];

const takes = ({ operation }: Route, name: string): boolean =>
  operation.parameters?.some((parameter) => parameter.name === name) ?? false;

const answers = ({ operation }: Route, status: string): boolean => operation.responses[status] !== undefined;

const itemOf = (paths: Route['paths'], path: string): PathItem | undefined =>
  Object.entries(paths).find(
    ([other]) => other.startsWith(`${path}/{`) && !other.slice(path.length + 1).includes('/'),
  )?.[1];

/** What an operation is about: what is at its own path, or what a POST makes below it. */
const resourceOf = ({ paths, path, method }: Route): PathItem | undefined =>
  method === 'post' ? itemOf(paths, path) : paths[path];

/** Which of the headers a route's success carries; follows from what it takes and answers. */
const carried: Readonly<Record<keyof typeof answerHeaders, (route: Route) => boolean>> = {
  ETag: (route) => resourceOf(route)?.patch !== undefined && route.method !== 'delete',
  Location: (route) =>
    (answers(route, '202') && route.method !== 'get') ||
    (answers(route, '201') && resourceOf(route)?.get !== undefined),
  Position: (route) => takes(route, 'Idempotency-Key'),
  Link: (route) => takes(route, 'cursor'),
  RateLimit: (route) => answers(route, '429'),
  'Retry-After': (route) => answers(route, '202') && route.method === 'get',
};

/** References to the headers of a route's success. */
export const headersOf = (route: Route): object =>
  Object.fromEntries(
    Object.entries(carried)
      .filter(([, carries]) => carries(route))
      .map(([name]) => [name, { $ref: `#/components/headers/${name}` }]),
  );
