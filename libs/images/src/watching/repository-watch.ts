import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CodeHostError } from '#libs/code-hosts';
import { systemTiming } from '#libs/event-sourcing';
import { LOGGER, type Logger } from '#libs/observability';
import { type LookedAt, type LookedHead, RepositoryLook } from '../looking/repository-look.js';
import { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import { BranchUse } from './branch-use.js';
import { LooksByHost } from './looks-by-host.js';

/** Keeps what is known of repositories up to date, where sessions use them: asked by hooks, and by a slow poll in case one is lost. */
@Injectable()
export class RepositoryWatch implements OnApplicationShutdown {
  readonly #ending = new AbortController();
  readonly #looks: LooksByHost;

  constructor(
    private readonly look: RepositoryLook,
    private readonly queries: RepositoryImagesQueries,
    @Inject(BranchUse) private readonly use: BranchUse,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    const { signal } = this.#ending;
    this.#looks = new LooksByHost({ look: (of) => this.#lookAt(of), timing: systemTiming, log, signal });
  }

  /** Soon. What is wrong with one repository is its own matter. */
  lookAt(repository: LookedAt): void {
    this.#looks.add(repository);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#looks.ended();
  }

  async #lookAt(repository: LookedAt): Promise<void> {
    const branches = await this.#branchesInUse(repository);
    if (branches.length === 0) return;
    try {
      const { heads } = await this.look.at(repository, { as: 'operator', branches });
      this.#noteMissing(heads);
    } catch (error) {
      if (error instanceof CodeHostError && error.code === 'code-host-unreachable') throw error;
      this.log.warn(
        { part: 'image-watcher', repository: repository.url, err: error },
        'look failed; the poll comes again',
      );
    }
  }

  /** A registry that cannot be asked is asked again before the next poll, as a code host is. */
  #noteMissing(heads: readonly LookedHead[]): void {
    for (const { branch, commit, missing } of heads)
      if (missing !== undefined)
        this.log.debug({ part: 'image-watcher', branch, commit, ...missing }, 'no image to offer');
    const passing = heads.find(({ missing }) => missing?.isPassing === true)?.missing;
    if (passing !== undefined) throw new CodeHostError('code-host-unreachable', passing.advice);
  }

  async #branchesInUse({ repositoryId }: LookedAt): Promise<readonly string[]> {
    const known = (await this.queries.of([repositoryId])).get(repositoryId)?.branches ?? [];
    const used = await Promise.all(known.map(({ branch }) => this.use.isUsed(repositoryId, branch)));
    return known.flatMap(({ branch }, index) => (used[index] === true ? [branch] : []));
  }
}
