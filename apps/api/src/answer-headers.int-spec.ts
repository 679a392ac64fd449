import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiForTest } from './api.fixture.js';

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await apiForTest();
  await app.init();
});
afterAll(() => app.close());

const headersOf = async (url: string, token = 'token') =>
  (await app.inject({ url, headers: { authorization: `Bearer ${token}` } })).headers;

describe('what the API answers', () => {
  test.each([
    ['of a person', '/api/v1/me', 'token'],
    ['of nobody', '/api/v1/me', 'made-up'],
    ['where there is nothing', '/api/v1/nonsense', 'token'],
    ['of how to sign in', '/console.json', ''],
  ])('%s is kept by no cache', async (_, url, token) => {
    expect((await headersOf(url, token))['cache-control']).toBe('no-store');
  });

  test('to operators is said to HEAD, too, by which some monitors ask', async () => {
    for (const url of ['/healthz', '/version', '/metrics']) {
      const [head, get] = [await app.inject({ method: 'HEAD', url }), await app.inject(url)];
      // that the body stays away is Node's doing, on a connection
      const said = ({ statusCode, headers }: typeof get) => [url, statusCode, headers['content-type']];
      expect(said(head)).toEqual(said(get));
    }
  });

  test('is no page: were it shown as one, it could do nothing', async () => {
    expect((await headersOf('/api/v1/me'))['content-security-policy']).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test.each(['/docs', '/docs/swagger-ui-init.js'])('at %s is a page that asks this API alone', async (url) => {
    const headers = await headersOf(url);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-cache');
  });
});
