import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { SESSION_RUNTIME_READER } from '#libs/launches';
import {
  createKubernetesRuntimeReader,
  createLocalRuntimeReader,
  type SessionRuntimeReader,
} from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';

const create = async (settings: Settings, secret: string): Promise<SessionRuntimeReader> => {
  if (settings.SESSION_RUNTIME === 'kubernetes')
    return createKubernetesRuntimeReader({ namespace: settings.KUBERNETES_NAMESPACE, secret });
  return createLocalRuntimeReader({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    listensBeyondLoopback: !isLoopback(settings.HOST),
  });
};

const provider = { provide: SESSION_RUNTIME_READER, inject: [SETTINGS, SESSION_ACCESS_SECRET], useFactory: create };

/** What runs, for api and gateway, who change nothing of it. */
@Global()
@Module({ imports: [SessionAccessModule], providers: [provider], exports: [provider] })
export class SessionRuntimeReaderModule {}
