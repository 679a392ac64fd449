import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { SESSION_RUNTIME_READER } from '#libs/launches';
import {
  createKubernetesRuntimeReader,
  createLocalRuntimeReader,
  DockerRuntimeReader,
  type SessionRuntimeReader,
} from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';
import type { RuntimeChoice } from './choose-runtime.js';
import { RUNTIME_CHOICE, RuntimeChoiceModule } from './runtime-choice.module.js';

const create = async (settings: Settings, choice: RuntimeChoice, secret: string): Promise<SessionRuntimeReader> => {
  switch (choice.name) {
    case 'kubernetes':
      return createKubernetesRuntimeReader({ namespace: settings.KUBERNETES_NAMESPACE, secret });
    case 'docker':
      return new DockerRuntimeReader(choice.engine.docker, secret);
    case 'local':
      return createLocalRuntimeReader({
        dataDir: join(settings.DATA_DIR, 'runtime'),
        listensBeyondLoopback: !isLoopback(settings.HOST),
      });
  }
};

const provider = {
  provide: SESSION_RUNTIME_READER,
  inject: [SETTINGS, RUNTIME_CHOICE, SESSION_ACCESS_SECRET],
  useFactory: create,
};

/** What runs, for api and gateway, who change nothing of it. */
@Global()
@Module({ imports: [RuntimeChoiceModule, SessionAccessModule], providers: [provider], exports: [provider] })
export class SessionRuntimeReaderModule {}
