import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemoryEventStore } from '#libs/event-sourcing/testing';
import { UnsubscribeLinks } from '#libs/notifications';
import { EVENT_STORE } from '#libs/slice';
import { apiForTest } from './api.fixture.js';

const userId = '0a000000-0000-4000-8000-00000000000b';
const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=b';
const multipartBody = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';

let app: NestFastifyApplication;
let path: string;

beforeAll(async () => {
  app = await apiForTest();
  await app.listen(0, '127.0.0.1');
  path = new URL(app.get(UnsubscribeLinks).urlFor({ userId, kinds: ['disk-due'] })).pathname;
});
afterAll(() => app.close());

const post = (url: string, type: string, payload: string) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });

describe('a message’s link to unsubscribe', () => {
  test('opens a page that does nothing by itself', async () => {
    const { statusCode, headers, body } = await app.inject({ method: 'GET', url: path });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("form-action 'self'");
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('<form method="post">');
    expect(app.get<MemoryEventStore>(EVENT_STORE).log).toEqual([]);
  });

  test.each([
    ['a form', form, 'List-Unsubscribe=One-Click'],
    ['a form in parts', multipart, multipartBody],
  ])('takes what clients of mail send: %s (RFC 8058)', async (_, type, body) => {
    expect((await post(path, type, body)).statusCode).toBe(200);
    const { log } = app.get<MemoryEventStore>(EVENT_STORE);
    expect(log.map((event) => event.type)).toEqual(['DeliveryUnsubscribed']);
  });

  test('takes no long body, and no other route takes a form', async () => {
    const registries = 'application/vnd.docker.distribution.events.v2+json';
    for (const type of [form, multipart, 'application/json', registries])
      expect([type, (await post(path, type, `"${'x'.repeat(2000)}"`)).statusCode]).toEqual([type, 413]);
    const headers = { 'content-type': form, authorization: 'Bearer token' };
    const other = await app.inject({ method: 'POST', url: '/api/v1/projects', headers, payload: 'name=x' });
    expect(other.statusCode).toBe(415);
  });
});
