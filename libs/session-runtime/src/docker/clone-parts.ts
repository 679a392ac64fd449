import type { CloneContext } from '../cloning/clone.js';
import type { RepositoryCredential } from '../repository-credentials.js';
import type { RunSpec } from '../session-runtime.js';

/** How repositories are cloned for one run. */
export interface CloneParts extends Omit<CloneContext, 'work' | 'signal' | 'credentials'> {
  /** Of the person whose run it is, asked right before; undefined where nobody's are kept. */
  readonly credentialsOf: (
    repositories: RunSpec['repositories'],
  ) => Promise<readonly RepositoryCredential[] | undefined>;
}
