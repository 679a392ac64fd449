import type { ImageConfig } from '#libs/image-registry';
import type { RepositoryCredentials } from '../../repository-credentials.js';
import type { RunSpec } from '../../session-runtime.js';
import type { StorageSources } from '../../storages/storage-sources.js';
import type { KubernetesApi } from '../api/kubernetes-api.js';
import type { CloneSettings } from '../objects/clone-container-of.js';
import type { ObjectNames } from '../objects/object-names.js';
import type { ApiPod } from '../observing/api-pod.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import type { ObjectFeed } from '../observing/object-feed.js';
import type { ActingEpochs } from './acting-epochs.js';

/** What those who act on the cluster share. */
export interface ClusterParts {
  readonly api: KubernetesApi;
  readonly names: ObjectNames;
  readonly pods: ObjectFeed<ApiPod, FollowedPod>;
  readonly epochs: ActingEpochs;
  readonly installation: string;
  readonly secret: string;
  readonly storageClass?: string | undefined;
  readonly clone: CloneSettings;
  /** What projects may connect. */
  readonly storages: StorageSources;
  /** What opens private repositories; absent where nobody's tokens are kept. */
  readonly credentials?: RepositoryCredentials | undefined;
  /** Bytes that a session may write outside its disk. */
  readonly ephemeralStorage?: number | undefined;
  /** A Secret of the namespace, with which images are pulled that pipelines of repositories built. */
  readonly pullSecret?: string | undefined;
  /** How an image says that it is to be run; undefined where its registry cannot be asked. Nobody looks where absent. */
  readonly imageConfigOf?: ((image: RunSpec['image']) => Promise<ImageConfig | undefined>) | undefined;
}
