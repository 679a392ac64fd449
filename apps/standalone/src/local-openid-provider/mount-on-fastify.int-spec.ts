import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TokenVerifier } from '#libs/access';
import { createLocalOpenIdProvider, type LocalOpenIdProvider } from './local-openid-provider.js';
import { mountOnFastify } from './mount-on-fastify.js';
import { audience } from './mounted-provider.fixture.js';
import { requestToken } from './request-token.js';

@Controller('console')
class ConsoleController {
  @Get()
  show(): string {
    return 'console';
  }
}

@Module({ controllers: [ConsoleController] })
class ConsoleModule {}

describe('the local OpenID provider on the API’s own server', () => {
  let dataDir: string;
  let app: NestFastifyApplication;
  let provider: LocalOpenIdProvider | undefined;
  let origin: string;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    dataDir = await mkdtemp(join(tmpdir(), 'mount-on-fastify-'));
    app = await NestFactory.create<NestFastifyApplication>(ConsoleModule, new FastifyAdapter());
    mountOnFastify(app.getHttpAdapter().getInstance(), () => provider);
    await app.listen(0, '127.0.0.1');
    origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    provider = await createLocalOpenIdProvider({
      issuer: `${origin}/oidc`,
      host: '127.0.0.1',
      dataDir,
      audience,
      consoles: { redirectUris: [`${origin}/`] },
      log: () => undefined,
    });
  });
  afterEach(async () => {
    await app.close();
    await provider?.close();
    await rm(dataDir, { recursive: true });
  });

  test('answers below its path, with bodies, and leaves everything else alone', async () => {
    const token = await requestToken({ username: 'audrey', dataDir, port: undefined });
    const verified = await new TokenVerifier({ issuer: `${origin}/oidc`, audience }).verify(token);
    expect(verified.displayName).toBe('Audrey');
    expect((await fetch(`${origin}/oidc/jwks/nowhere`)).status).toBe(404);
    expect(await (await fetch(`${origin}/console`)).text()).toBe('console');
    expect((await fetch(`${origin}/oidcs`)).status).toBe(404);
  });
});
