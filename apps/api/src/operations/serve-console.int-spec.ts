import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveConsole } from './serve-console.js';

@Module({})
class Nothing {}

const script = 'console.log(1);'.repeat(100);

let dir: string;
let app: NestFastifyApplication;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'renku-sessions-console-'));
  await writeFile(join(dir, 'index.html'), '<title>The console</title>');
  await mkdir(join(dir, 'assets'));
  await writeFile(join(dir, 'assets', 'index-1.js'), script);
  await writeFile(join(dir, 'assets', 'index-1.js.br'), brotliCompressSync(script));
  await mkdir(join(dir, 'badges'));
  await writeFile(join(dir, 'badges', 'launch.svg'), '<svg/>');
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

describe('a built file', () => {
  test.each([
    ['br, gzip', 'br'],
    ['identity', null],
  ])('is sent as the browser takes it: %s', async (accepted, encoding) => {
    const url = `${await app.getUrl()}/assets/index-1.js`;
    const answer = await fetch(url, { headers: { 'accept-encoding': accepted } });
    expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual([encoding, script]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(answer.headers.get('content-security-policy')).toBe(policy);
  });
});

test.each(['/assets/index-0.js', '/assets/', '/assets/..%2findex.html'])(
  '%s, which is no built file, is not found and kept by no cache as one',
  async (path) => {
    const answer = await ask(path, '*/*');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBeNull();
  },
);

test('a badge is an image that caches of others keep for a day, asked for by nobody who is signed in', async () => {
  const answer = await ask('/badges/launch.svg', 'image/*');
  expect([answer.status, await answer.text()]).toEqual([200, '<svg/>']);
  expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
});
