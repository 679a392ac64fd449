import { join, resolve } from 'node:path';
import type { CodeHosts } from '#libs/code-hosts';
import type { EventStore } from '#libs/event-sourcing';
import type { ImageInspector } from '#libs/image-registry';
import type { Health, Logger } from '#libs/observability';
import type { OutboundRules } from '#libs/outbound';
import {
  accessProblem,
  createLocalRuntime,
  engineProblem,
  loadDocker,
  loadKubernetes,
  type RepositoryCredentials,
  type SessionRuntime,
  type StorageSources,
} from '#libs/session-runtime';
import { isLoopback, type Settings, withoutPassword } from '#libs/settings';
import { untilReachable } from '../process/until-reachable.js';
import type { BackingServices } from '../stores/backing-services.js';
import type { RuntimeChoice } from './choose-runtime.js';
import { runtimeProblemsOf } from './runtime-problems-of.js';

export interface SessionRuntimeParts {
  readonly services: BackingServices;
  readonly outbound: OutboundRules;
  readonly images: ImageInspector;
  readonly builtImages: ImageInspector;
  readonly codeHosts: CodeHosts;
  /** Undefined where nobody's tokens are kept. */
  readonly credentials: RepositoryCredentials | undefined;
  readonly storages: StorageSources;
  /** What the tokens of sessions follow from. */
  readonly secret: string;
  readonly store: EventStore;
  readonly logger: Logger;
  readonly ending: AbortSignal;
  readonly health: Health;
}

const GIB = 2 ** 30;

type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** Rejects, saying what to do, where sessions cannot run as chosen. */
export const createSessionRuntime = async (
  settings: Settings,
  choice: RuntimeChoice,
  parts: SessionRuntimeParts,
): Promise<SessionRuntime> => {
  const { outbound, storages, secret, store, logger, codeHosts, credentials } = parts;
  const log: Log = (event, fields) =>
    logger['error' in fields ? 'error' : 'info']({ part: `${choice.name}-runtime`, ...fields }, event);
  switch (choice.name) {
    case 'kubernetes':
      return onKubernetes(settings, parts, log);
    case 'docker': {
      const { createDockerRuntime } = await loadDocker();
      return createDockerRuntime({
        ...{ outbound, storages, secret, credentials, log },
        docker: choice.engine.docker,
        problems: runtimeProblemsOf('session-runtime', parts.health, engineProblem),
        pullCredentials: (registry) => codeHosts.pullFrom(registry),
        maxCloneBytes: settings.SESSION_CLONE_LIMIT * GIB,
        installation: () => store.identity(),
      });
    }
    case 'local':
      return onThisComputer(settings, parts, log);
  }
};

/** Waits for the log, which says whose objects on the cluster are ours. */
const onKubernetes = async (settings: Settings, parts: SessionRuntimeParts, log: Log): Promise<SessionRuntime> => {
  const { services, logger, store, secret, ending, outbound, storages } = parts;
  const { images, builtImages, credentials, health } = parts;
  const what = `the event store at ${withoutPassword(services.eventStoreUrl)} (EVENTSTORE_URL)`;
  const installation = await untilReachable({ what, logger, ending }, () => store.identity());
  const { createKubernetesRuntime } = await loadKubernetes();
  return createKubernetesRuntime({
    ...{ installation, secret, outbound, storages, images, builtImages, credentials },
    pullSecret: settings.KUBERNETES_PULL_SECRET,
    namespace: settings.KUBERNETES_NAMESPACE,
    storageClass: settings.KUBERNETES_STORAGE_CLASS,
    ephemeralStorage: settings.KUBERNETES_EPHEMERAL_STORAGE * GIB,
    cloneImage: settings.SESSION_CLONE_IMAGE,
    authorities: settings.SESSION_AUTHORITIES,
    problems: runtimeProblemsOf('session-runtime', health, accessProblem),
    onError: (error) => log('kubernetes-runtime.error', { error }),
  });
};

const onThisComputer = (
  settings: Settings,
  { outbound, storages, credentials }: SessionRuntimeParts,
  log: Log,
): SessionRuntime =>
  createLocalRuntime({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    hidden: [resolve(settings.DATA_DIR)],
    listensBeyondLoopback: !isLoopback(settings.HOST),
    ...{ outbound, storages, credentials },
    jupyter: settings.JUPYTER_LAB,
    log,
  });
