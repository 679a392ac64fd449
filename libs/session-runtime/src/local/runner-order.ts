import type { RepositoryCredential } from '../repository-credentials.js';

/** The first message to a runner: what it needs to know and nobody may read of it. */
export interface RunnerOrder {
  /** For its clones; absent where nobody's are kept. */
  readonly credentials?: readonly RepositoryCredential[] | undefined;
}
