import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveConsole } from './serve-console.js';

@Module({})
class Nothing {}

let dir: string;
let app: NestFastifyApplication;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'renku-sessions-console-'));
  await writeFile(join(dir, 'index.html'), '<title>The console</title>');
  app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
  await serveConsole(app, { dir, url: 'https://renku.example', issuer: 'https://people.example/oidc' });
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

const policy = [
  "default-src 'self'",
  "connect-src 'self' wss://renku.example https://people.example",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const ask = async (path: string, accept: string, method = 'GET'): Promise<Response> =>
  fetch((await app.getUrl()) + path, { method, headers: { accept } });

describe('an address that nobody knows', () => {
  test.each(['/nonsense', '/apiary', '/projects/x/y', '/?x'])('%s shows the console to a browser', async (path) => {
    const answer = await ask(path, 'text/html,application/xhtml+xml');
    expect([answer.status, await answer.text()]).toEqual([200, '<title>The console</title>']);
    expect(answer.headers.get('content-security-policy')).toBe(policy);
  });

  test.each([
    ['a program', '/nonsense', 'application/json'],
    ['a browser under /api', '/api/v1/nonsense', 'text/html'],
    ['a browser at /api', '/api', 'text/html'],
    ['a browser under /oidc', '/oidc/nonsense', 'text/html'],
  ])('is not found by %s', async (_, path, accept) => {
    expect((await ask(path, accept)).status).toBe(404);
  });

  test('is not found by a form that is sent there', async () => {
    expect((await ask('/nonsense', 'text/html', 'POST')).status).toBe(404);
  });
});
