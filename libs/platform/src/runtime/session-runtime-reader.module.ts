import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { projectedLog } from '#libs/event-sourcing';
import { SESSION_RUNTIME_READER } from '#libs/launches';
import { Health } from '#libs/observability';
import type { ReadModelsConnection } from '#libs/read-models';
import {
  accessProblem,
  createLocalRuntimeReader,
  engineProblem,
  loadDocker,
  loadKubernetes,
  type SessionRuntimeReader,
} from '#libs/session-runtime';
import { isLoopback, SETTINGS, type Settings } from '#libs/settings';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';
import type { RuntimeChoice } from './choose-runtime.js';
import { RUNTIME_CHOICE, RuntimeChoiceModule } from './runtime-choice.module.js';
import { runtimeProblemsOf } from './runtime-problems-of.js';

/** A reader has no log: whose objects are ours it learns from the documents. */
const create = async (
  settings: Settings,
  choice: RuntimeChoice,
  secret: string,
  { projectionStore }: ReadModelsConnection,
  health: Health,
): Promise<SessionRuntimeReader> => {
  switch (choice.name) {
    case 'kubernetes': {
      const { createKubernetesRuntimeReader } = await loadKubernetes();
      return createKubernetesRuntimeReader({
        ...{ namespace: settings.KUBERNETES_NAMESPACE, secret },
        problems: runtimeProblemsOf('session-runtime-reader', health, accessProblem),
        installation: () => projectedLog(projectionStore),
      });
    }
    case 'docker': {
      const { DockerRuntimeReader } = await loadDocker();
      const problems = runtimeProblemsOf('session-runtime-reader', health, engineProblem);
      return new DockerRuntimeReader(choice.engine.docker, secret, problems);
    }
    case 'local':
      return createLocalRuntimeReader({
        dataDir: join(settings.DATA_DIR, 'runtime'),
        listensBeyondLoopback: !isLoopback(settings.HOST),
      });
  }
};

const provider = {
  provide: SESSION_RUNTIME_READER,
  inject: [SETTINGS, RUNTIME_CHOICE, SESSION_ACCESS_SECRET, DATABASE, Health],
  useFactory: create,
};

/** What runs, for api and gateway, who change nothing of it. */
@Global()
@Module({
  imports: [RuntimeChoiceModule, SessionAccessModule, ReadModelsModule],
  providers: [provider],
  exports: [provider],
})
export class SessionRuntimeReaderModule {}
