import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { SESSION_RUNTIME_READER } from '#libs/launches';
import { createLocalRuntimeReader, type SessionRuntimeReader } from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';

const create = (settings: Settings): SessionRuntimeReader =>
  createLocalRuntimeReader({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    listensBeyondLoopback: !isLoopback(settings.HOST),
  });

const provider = { provide: SESSION_RUNTIME_READER, inject: [SETTINGS], useFactory: create };

/** What runs, for api and gateway, who change nothing of it. */
@Global()
@Module({ providers: [provider], exports: [provider] })
export class SessionRuntimeReaderModule {}
