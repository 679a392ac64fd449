import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { domainProblems } from '#libs/domain';
import { platformProblems } from '#libs/rest';
import { apiForTest } from '../api.fixture.js';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly $ref?: string;
    readonly name?: string;
    readonly in?: string;
    readonly schema?: object;
  }[];
  readonly requestBody?: { readonly content: object; readonly required?: boolean };
  readonly responses: Readonly<
    Record<string, { readonly headers?: object; readonly content?: Readonly<Record<string, { schema: unknown }>> }>
  >;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

let app: NestFastifyApplication;
let document: OpenAPIObject;
let operations: { readonly route: string; readonly operation: Operation }[];
const routes = new Set<string>();

beforeAll(async () => {
  app = await apiForTest();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat().map((name) => name.toLowerCase()))
        if (methods.includes(one) && url.startsWith('/api/v1/') && !url.endsWith('openapi.json'))
          routes.add(`${one} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
  await app.init();
  const answer = await app.inject('/api/v1/openapi.json');
  document = answer.json();
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ route: `${method} ${path}`, operation: operation as Operation })),
  );
});
afterAll(() => app.close());

const without = (has: (operation: Operation, route: string) => boolean): string[] =>
  operations.filter(({ operation, route }) => !has(operation, route)).map(({ route }) => route);

describe('the served OpenAPI document', () => {
  test('has every route of the router, and no other', () => {
    expect(routes.size).toBeGreaterThan(30);
    expect(operations.map(({ route }) => route).toSorted()).toEqual([...routes].toSorted());
  });

  test('is OpenAPI 3.1 in today’s JSON Schema', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(JSON.stringify(document)).not.toMatch(/"exclusiveM\w+":(true|false)|"nullable":/);
  });

  test('points only to what it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    const lost = references.filter(
      (path) =>
        path.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document) ===
        undefined,
    );
    expect(lost).toEqual([]);
  });

  test('names each operation once, in a word a client’s method can have, and says what it does', () => {
    const ids = operations.map(({ operation }) => operation.operationId ?? '');
    expect(ids.filter((id) => !/^[a-z]+([A-Z][a-z]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(without(({ summary }) => (summary ?? '').length > 3)).toEqual([]);
  });

  test('says of each what it answers, that it needs a token, but for what is everybody’s, and how it refuses', () => {
    expect(without(({ responses }) => Object.keys(responses).some((status) => status.startsWith('2')))).toEqual([]);
    expect(without(({ security }) => security?.length === 1)).toEqual([
      'get /api/v1/unsubscribe/{token}',
      'post /api/v1/unsubscribe/{token}',
      'get /api/v1/signing-keys',
    ]);
    expect(without(({ responses }) => '4XX' in responses && '5XX' in responses)).toEqual([]);
  });

  test('says of each body what it is: those that are files or pages, too', () => {
    const typesOf = ({ responses }: Operation, status: string) => Object.keys(responses[status]?.content ?? {});
    const bodies = ['200', '201'];
    expect(
      without((operation) =>
        bodies.every((status) => !(status in operation.responses) || typesOf(operation, status).length > 0),
      ),
    ).toEqual([]);
    const named = new Map(operations.map(({ operation }) => [operation.operationId, operation]));
    const answered = (id: string, status = '200') => typesOf(named.get(id)!, status);
    expect(answered('exportProject')).toEqual(['application/x-ndjson']);
    expect(answered('takeLaunchFiles')).toEqual(['application/gzip']);
    expect(answered('unsubscribe', '404')).toEqual(['text/html']);
  });

  test('says of content that is not JSON that it is text, and of lines of JSON what each is', () => {
    const isJson = (type: string) => /^application\/(?:[\w.-]+\+)?json$/.test(type);
    const others = operations.flatMap(({ operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, { content = {} }]) => Object.entries(content))
        .filter(([type]) => !isJson(type))
        .map(([type, { schema }]) => ({ id: operation.operationId, type, schema: schema as { description?: string } })),
    );
    expect(others.map(({ id, type }) => `${id} ${type}`)).toEqual(
      expect.arrayContaining(['readUsage text/csv', 'readHistory application/x-ndjson']),
    );
    expect(others.filter(({ schema }) => !('type' in schema && schema.type === 'string'))).toEqual([]);
    const lines = others.filter(({ type }) => type === 'application/x-ndjson');
    expect(lines.filter(({ schema }) => !/\bline\b/.test(schema.description ?? ''))).toEqual([]);
  });

  test('names the headers of a success only where they come', () => {
    const carry = (header: string, status: RegExp) =>
      operations
        .filter(({ operation }) =>
          Object.entries(operation.responses).some(
            ([code, { headers }]) => status.test(code) && header in (headers ?? {}),
          ),
        )
        .map(({ operation }) => operation.operationId);
    // those that take an Idempotency-Key and leave no event
    for (const id of ['connectHost', 'disconnectHost', 'revokeToken'])
      expect(carry('Position', /^2/)).not.toContain(id);
    // one counts who reads at once, the other only who has a repository looked at
    for (const id of ['readHistory', 'addSession']) expect(carry('RateLimit', /./)).not.toContain(id);
    for (const id of ['receiveCodeHostHook', 'receiveRegistryHook']) expect(carry('Location', /./)).not.toContain(id);
    expect(carry('Location', /^201$/)).toContain('reproduceRun');
    expect(carry('Retry-After', /^20[01]$/)).toEqual([]);
    expect(carry('Link', /^20[^0]$/)).toEqual([]);
  });

  test('has every parameter of a path, and the headers that the routes read', () => {
    const names = ({ parameters = [] }: Operation) =>
      parameters.map(({ name, $ref }) => name ?? $ref?.split('/').at(-1));
    expect(
      without((operation, route) =>
        [...route.matchAll(/\{(\w+)\}/g)].every(([, name]) => names(operation).includes(name)),
      ),
    ).toEqual([]);
    expect(without((operation, route) => route.startsWith('get') === names(operation).includes('MinPosition'))).toEqual(
      [],
    );
    const keyless = without(
      (operation, route) => route.startsWith('get') || names(operation).includes('Idempotency-Key'),
    );
    // hooks are hints, which may come as often as their senders like
    const hooks = ['post /api/v1/webhooks/gitlab', 'post /api/v1/webhooks/registry'];
    // clients of mail send no key, and twice is once
    const links = ['post /api/v1/unsubscribe/{token}'];
    const shownOnce = ['post /api/v1/launches/{launchId}/access', 'post /api/v1/me/tokens'];
    expect(keyless.toSorted()).toEqual([...shownOnce, ...links, ...hooks]);
    expect(
      operations.filter(({ operation }) => names(operation).includes('If-Match')).map(({ route }) => route),
    ).toEqual(
      expect.arrayContaining([
        'patch /api/v1/environments/{environmentId}',
        'patch /api/v1/projects/{projectId}/sessions/{sessionId}',
      ]),
    );
  });

  test('says of each parameter of a path what it is: an id, unless its name says otherwise', () => {
    const inPaths = operations
      .flatMap(({ operation }) => operation.parameters ?? [])
      .filter((one) => one.in === 'path');
    const isId = ({ schema }: (typeof inPaths)[number]) => (schema as { format?: string }).format === 'uuid';
    const names = (of: typeof inPaths) => [...new Set(of.map(({ name }) => name))].toSorted();
    expect(names(inPaths.filter((one) => !isId(one)))).toEqual(['digest', 'host', 'run', 'token']);
    expect(names(inPaths.filter((one) => isId(one))).filter((name) => !name?.endsWith('Id'))).toEqual([]);
    expect(inPaths.find(({ name }) => name === 'run')?.schema).toEqual({ type: 'integer', minimum: 1 });
  });

  test('says of every query parameter that a route takes; each refuses all others', async () => {
    // hooks are refused before anything of them is read
    for (const { route, operation } of operations.filter((one) => !one.route.includes('/webhooks/'))) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await app.inject({
        method: method as 'GET',
        url: `${path.replaceAll(/\{\w+\}/g, '7d1a1c7e-0000-4000-8000-000000000001')}?made-up=1`,
        headers: { authorization: 'Bearer token' },
      });
      const takes = (operation.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name);
      const named = takes.length === 0 ? 'takes no query parameters' : `takes ${takes.join(', ')}`;
      const detail = `There is no such query parameter; this address ${named}.`;
      expect({ route, status: answer.statusCode, ...answer.json<object>() }).toMatchObject({
        ...{ route, status: 400, code: 'invalid-request' },
        errors: [{ pointer: '?made-up', detail }],
      });
    }
  });

  test.each(['limit=1&limit=2', 'limit=2&limit=2'])(
    'a query parameter that is given twice is refused: %s',
    async (query) => {
      const url = `/api/v1/projects?${query}`;
      const answer = await app.inject({ method: 'GET', url, headers: { authorization: 'Bearer token' } });
      expect({ status: answer.statusCode, ...answer.json<object>() }).toMatchObject({
        ...{ status: 400, code: 'invalid-request' },
        errors: [{ pointer: '?limit', detail: 'Is given more than once: give it once.' }],
      });
    },
  );

  test('says of every body that a route takes; each other refuses what would be ignored, but not an empty one', async () => {
    // hooks take what their senders say; whoever has a link sends whatever their client of mail does
    const bodiless = operations.filter(
      ({ route, operation }) => !/^get|\/webhooks\/|\/unsubscribe\//.test(route) && operation.requestBody === undefined,
    );
    expect(bodiless.length).toBeGreaterThan(20);
    const detail = 'There is nothing to send in a body here.';
    for (const { route } of bodiless) {
      const [method = '', path = ''] = route.split(' ');
      const send = (payload: unknown) =>
        app.inject({
          method: method as 'POST',
          url: path.replaceAll(/\{\w+\}/g, '7d1a1c7e-0000-4000-8000-000000000001'),
          headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
          payload: JSON.stringify(payload),
        });
      for (const body of [{ discard: true }, [], 'now'])
        expect({ route, ...(await send(body)).json<object>() }).toMatchObject({
          ...{ route, status: 400, code: 'invalid-request', detail: `/: ${detail}` },
          errors: [{ pointer: '', detail }],
        });
      for (const body of [{}, null]) expect((await send(body)).body).not.toContain(detail);
    }
  });

  test('names with a status of problems all that any route answers with it, and says when to ask again', () => {
    const any = Object.values(platformProblems).filter(({ status }) => status === 503);
    const unavailable = operations.flatMap(({ operation }) => operation.responses['503'] ?? []);
    const codesOf = ({ content }: (typeof unavailable)[number]) => JSON.stringify(content);
    expect(unavailable.length).toBeGreaterThan(5);
    for (const { code } of any)
      expect(unavailable.filter((one) => !codesOf(one).includes(`"${code}"`)).map(codesOf)).toEqual([]);
    const headers = (status: string) =>
      operations
        .flatMap(({ operation }) => operation.responses[status] ?? [])
        .map((one) => Object.keys(one.headers ?? {}));
    expect(new Set(['409', '503'].flatMap(headers).map(String))).toEqual(new Set(['Retry-After']));
    const counted = operations.filter(({ operation }) => '429' in operation.responses);
    const named = ({ operation }: (typeof counted)[number]) => Object.keys(operation.responses['429']?.headers ?? {});
    const uncounted = counted.filter((one) => String(named(one)) !== 'Retry-After,RateLimit');
    expect(uncounted.map(({ operation }) => operation.operationId)).toEqual(['addSession', 'readHistory']);
    expect(uncounted.map(named)).toEqual([['Retry-After'], ['Retry-After']]);
  });

  test('declares only problem codes that there are', () => {
    const codes = JSON.stringify(operations.map(({ operation }) => operation.responses)).matchAll(
      /"code":\{"enum":\[([^\]]*)\]/g,
    );
    const declared = [...codes].flatMap(([, list]) => JSON.parse(`[${list ?? ''}]`) as string[]);
    expect(declared.length).toBeGreaterThan(50);
    const known = [platformProblems, ...domainProblems].flatMap((problems) => Object.keys(problems));
    expect(declared.filter((code) => !known.includes(code))).toEqual([]);
  });
});
