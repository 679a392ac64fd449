import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiForTest } from './api.fixture.js';

const ID = '7d1a1c7e-0000-4000-8000-000000000001';

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await apiForTest();
  await app.init();
});
afterAll(() => app.close());

const ask = (method: string, url: string, headers: Record<string, string> = { authorization: 'Bearer token' }) =>
  app.inject({ method: method as 'GET', url, headers });

describe('a method that an address does not take', () => {
  test.each([
    ['PUT', '/api/v1/projects?limit=1', 'GET, POST'],
    ['POST', `/api/v1/projects/${ID}`, 'DELETE, GET, PATCH'],
    ['GET', `/api/v1/launches/${ID}/pause`, 'POST'],
    // one place of two routes
    ['PUT', '/api/v1/notifications/read-all', 'POST'],
    ['DELETE', '/api/v1/openapi.json', 'GET'],
  ])('is refused with those that it takes: %s %s', async (method, path, allowed) => {
    const answer = await ask(method, path);
    expect(answer.headers).toMatchObject({ allow: allowed, 'content-type': expect.stringContaining('problem+json') });
    expect(answer.json()).toMatchObject({
      status: 405,
      code: 'method-not-allowed',
      detail: `This address does not take ${method}: it takes ${allowed}.`,
    });
  });

  test('is refused after who asks is known, where there can be a body', async () => {
    expect(await ask('PUT', '/api/v1/projects', {})).toMatchObject({ statusCode: 401 });
    expect((await ask('GET', `/api/v1/launches/${ID}/pause`, {})).statusCode).toBe(405);
  });

  test.each([
    ['GET', '/api/v1/nonsense'],
    ['GET', '/api/v1/projects/'],
    ['GET', `/api/v1/launches//pause`],
    // of what the API document does not describe
    ['POST', '/healthz'],
    ['POST', '/'],
    // as they were
    ['HEAD', '/api/v1/projects'],
    ['OPTIONS', '/api/v1/projects'],
  ])(
    'is said of no address that there is not, nor outside of the API, nor of HEAD and OPTIONS: %s %s',
    async (method, path) => {
      const answer = await ask(method, path);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers).not.toHaveProperty('allow');
    },
  );
});

test('whatever the document does not describe of an address is refused, with just what it describes', async () => {
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  const { paths } = (await ask('GET', '/api/v1/openapi.json')).json<{ paths: Record<string, object> }>();
  for (const [path, item] of Object.entries(paths)) {
    const takes = Object.keys(item).filter((method) => methods.includes(method));
    const method = methods.find((one) => !takes.includes(one)) ?? 'get';
    const { headers } = await ask(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, ID));
    const allow = takes
      .map((one) => one.toUpperCase())
      .toSorted()
      .join(', ');
    expect({ path, method, allow: headers['allow'] }).toEqual({ path, method, allow });
  }
});
