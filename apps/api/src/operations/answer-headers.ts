import type { OpenAPIObject } from '@nestjs/swagger';
import { COMPLETION, type Completion } from '#libs/rest';

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  schema?: object;
}

/** What is read and completed of a documented operation. */
export interface Operation {
  [COMPLETION]?: Completion;
  security?: readonly object[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Record<string, { headers?: object; content?: object; readonly $ref?: string }>;
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
  Link: {
    description: '`rel="next"`: the next page; absent on the last one, and where not JSON is answered.',
    schema: { type: 'string' },
  },
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

type Header = keyof typeof answerHeaders;

/** Which of the headers a route's success of this status carries; follows from what it takes and answers. */
const carried: Readonly<Record<Header, (route: Route, status: string) => boolean>> = {
  ETag: (route) => resourceOf(route)?.patch !== undefined && route.method !== 'delete',
  Location: (route) =>
    (answers(route, '202') && takes(route, 'Idempotency-Key')) ||
    (answers(route, '201') && resourceOf(route)?.get !== undefined),
  Position: (route) => takes(route, 'Idempotency-Key'),
  Link: (route, status) => status === '200' && takes(route, 'cursor'),
  RateLimit: (route) => answers(route, '429'),
  'Retry-After': (route, status) => status === '202' && route.method === 'get',
};

/** Whether a route's success of this status carries the header: as the route says itself, or as follows. */
export const carries = (route: Route, status: string, header: Header): boolean =>
  route.operation[COMPLETION]?.headers?.[header] ?? carried[header](route, status);

/** References to the headers of a route's success. */
export const headersOf = (route: Route, status: string): object =>
  Object.fromEntries(
    (Object.keys(carried) as Header[])
      .filter((name) => carries(route, status, name))
      .map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
