import type { EventStore } from '#libs/event-sourcing';
import type { Logger } from '#libs/observability';
import type { OutboundRules } from '#libs/outbound';
import { createKubernetesRuntime, type SessionRuntime } from '#libs/session-runtime';
import type { Settings } from '#libs/settings';
import { untilReachable, withoutPassword } from '../process/until-reachable.js';
import type { BackingServices } from '../stores/backing-services.js';

export interface KubernetesRuntimeParts {
  readonly services: BackingServices;
  readonly logger: Logger;
  readonly store: EventStore;
  /** What session tokens follow from. */
  readonly secret: string;
  readonly ending: AbortSignal;
  readonly outbound: OutboundRules;
}

/** Waits for the log, which says whose objects on the cluster are ours. */
export const kubernetesRuntimeOf = async (
  settings: Settings,
  { services, logger, store, secret, ending, outbound }: KubernetesRuntimeParts,
): Promise<SessionRuntime> => {
  const what = `the event store at ${withoutPassword(services.eventStoreUrl)} (EVENTSTORE_URL)`;
  const installation = await untilReachable({ what, logger, ending }, () => store.identity());
  return createKubernetesRuntime({
    ...{ installation, secret, outbound },
    namespace: settings.KUBERNETES_NAMESPACE,
    storageClass: settings.KUBERNETES_STORAGE_CLASS,
    cloneImage: settings.SESSION_CLONE_IMAGE,
    onError: (error) => logger.error({ part: 'kubernetes-runtime', error }, 'kubernetes-runtime.error'),
  });
};
