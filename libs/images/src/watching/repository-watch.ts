import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CodeHostError } from '#libs/code-hosts';
import { systemTiming } from '#libs/event-sourcing';
import { LOGGER, type Logger, Metrics } from '#libs/observability';
import { BuiltImageInspector } from '../looking/built-image-inspector.js';
import { type LookedAt, type LookedHead, passingIn, RepositoryLook } from '../looking/repository-look.js';
import { BranchUse } from './branch-use.js';
import { type Asked, LooksByHost } from './looks-by-host.js';

interface Looked {
  readonly outcome: 'done' | 'failed' | 'not-in-use';
  /** The newest commit of a branch has no image yet. */
  readonly isToCome?: boolean;
}

/** Keeps what is known of repositories up to date, where sessions use them: asked by hooks, and by a slow poll in case one is lost. */
@Injectable()
export class RepositoryWatch implements OnApplicationShutdown {
  readonly #ending = new AbortController();
  readonly #looks: LooksByHost;
  readonly #outcomes: ReturnType<Metrics['counter']>;

  constructor(
    private readonly look: RepositoryLook,
    @Inject(BranchUse) private readonly use: BranchUse,
    @Inject(BuiltImageInspector) private readonly images: BuiltImageInspector,
    @Inject(LOGGER) private readonly log: Logger,
    metrics: Metrics,
  ) {
    const { signal } = this.#ending;
    const help = 'Looks at repositories for newer images, by what became of them';
    this.#outcomes = metrics.counter('image_looks_total', help, ['outcome']);
    this.#looks = new LooksByHost({ look: (of) => this.#counted(of), timing: systemTiming, log, signal });
  }

  /** Soon. What is wrong with one repository is its own matter. Nothing where no registry is asked: there would be no image to find. */
  lookAt(repository: LookedAt, asked?: Asked): void {
    if (this.images.asksRegistries) this.#looks.add(repository, asked);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#looks.ended();
  }

  async #counted(repository: LookedAt): Promise<boolean> {
    try {
      const { outcome, isToCome = false } = await this.#lookAt(repository);
      this.#outcomes.inc({ outcome });
      return isToCome;
    } catch (error) {
      this.#outcomes.inc({ outcome: 'unreachable' });
      throw error;
    }
  }

  async #lookAt(repository: LookedAt): Promise<Looked> {
    const branches = await this.use.branchesInUse(repository.repositoryId);
    if (branches.length === 0) return { outcome: 'not-in-use' };
    try {
      const { heads } = await this.look.at(repository, { as: 'operator', branches });
      this.#noteMissing(heads);
      return { outcome: 'done', isToCome: heads.some(({ missing }) => missing?.code === 'no-image-yet') };
    } catch (error) {
      if (error instanceof CodeHostError && error.code === 'code-host-unreachable') throw error;
      this.log.warn(
        { part: 'image-watcher', repository: repository.url, err: error },
        'look failed; the poll comes again',
      );
      return { outcome: 'failed' };
    }
  }

  /** A registry that cannot be asked is asked again before the next poll, as a code host is. */
  #noteMissing(heads: readonly LookedHead[]): void {
    for (const { branch, commit, missing } of heads)
      if (missing !== undefined)
        this.log.debug({ part: 'image-watcher', branch, commit, ...missing }, 'no image to offer');
    const passing = passingIn(heads);
    if (passing === undefined) return;
    const { advice, retryAfterSeconds: seconds } = passing;
    throw new CodeHostError('code-host-unreachable', advice, { retryAfterMs: seconds && seconds * 1_000 });
  }
}
