import type { ImageInspector } from '#libs/image-registry';
import type { OutboundRules } from '#libs/outbound';
import { CLONE_TIMEOUT_MS } from '../cloning/clone-timeout-ms.js';
import { proxyEnvironment } from '../minimal-environment.js';
import type { RepositoryCredentials } from '../repository-credentials.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import { StorageSources } from '../storages/storage-sources.js';
import { checkAccess, neededRights } from './check-access.js';
import { checkStorageClass } from './check-storage-class.js';
import { closingOnFailure } from './closing-on-failure.js';
import { connectKubernetes, type KubernetesSettings } from './connect-kubernetes.js';
import { KubernetesRuntime } from './kubernetes-runtime.js';

export interface KubernetesRuntimeOptions extends KubernetesSettings {
  /** Of the log. Two of them in one namespace do not see each other's objects. */
  readonly installation: string;
  /** Shared with the readers: what session tokens follow from. */
  readonly secret: string;
  /** The cluster's default where absent. */
  readonly storageClass?: string | undefined;
  /** Bytes that a session may write outside its disk; 0, or absent, where nodes do not measure it. */
  readonly ephemeralStorage?: number | undefined;
  /** Clones repositories; none are where absent, which each launch says. */
  readonly cloneImage?: string | undefined;
  /** A ConfigMap of the namespace, whose `ca.crt` sessions and their clones believe beside the public authorities of `cloneImage`. */
  readonly authorities?: string | undefined;
  readonly outbound: OutboundRules;
  /** What opens private repositories; absent where nobody's tokens are kept. */
  readonly credentials?: RepositoryCredentials | undefined;
  /** What projects may connect, none where absent. Their claims are in the namespace of sessions. */
  readonly storages?: StorageSources | undefined;
  /** Rejects where a registry cannot be asked: then an image is run as the Jupyter stacks are. */
  readonly images?: ImageInspector | undefined;
  /** The same for images that pipelines of repositories built; `images` where absent. */
  readonly builtImages?: ImageInspector | undefined;
  /** A Secret of the namespace, with which those are pulled. */
  readonly pullSecret?: string | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Rejects where the cluster cannot be used, saying what to do. */
export const createKubernetesRuntime = async (options: KubernetesRuntimeOptions): Promise<SessionRuntime> => {
  const { installation, secret, storageClass, ephemeralStorage, images } = options;
  const { cloneImage, outbound, credentials, storages = new StorageSources() } = options;
  const api = await connectKubernetes(options);
  await closingOnFailure(api, async () => {
    await checkAccess(api, neededRights.worker);
    await checkStorageClass(api, storageClass);
  });
  const clone = {
    image: cloneImage,
    authorities: options.authorities,
    outbound,
    timeoutMs: CLONE_TIMEOUT_MS,
    proxy: proxyEnvironment(),
  };
  const onError = options.onError ?? (() => undefined);
  const disks = { storageClass, ephemeralStorage };
  const imageConfigOf = (image: RunSpec['image']) => {
    const inspector = image.isBuilt === true ? (options.builtImages ?? images) : images;
    return inspector?.inspect(image).catch(() => undefined) ?? Promise.resolve(undefined);
  };
  const parts = { ...disks, clone, credentials, storages, imageConfigOf, pullSecret: options.pullSecret };
  return new KubernetesRuntime(api, { installation, secret, ...parts, onError });
};
