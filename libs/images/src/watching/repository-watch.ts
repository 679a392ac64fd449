import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CodeHostError } from '#libs/code-hosts';
import { systemTiming } from '#libs/event-sourcing';
import { LOGGER, type Logger, Metrics } from '#libs/observability';
import { BuiltImageInspector } from '../looking/built-image-inspector.js';
import {
  type LookedAt,
  type LookedHead,
  type MissingImage,
  passingIn,
  RepositoryLook,
} from '../looking/repository-look.js';
import { BranchUse } from './branch-use.js';
import { type Asked, LooksByHost } from './looks-by-host.js';

interface Looked {
  readonly outcome: 'done' | 'failed' | 'not-in-use';
  /** The newest commit of a branch has no image yet. */
  readonly isToCome?: boolean;
}

/** Images of the repository were shown before: the operator's right to read them is gone, or they are. */
const isRefused = ({ missing }: LookedHead): boolean => missing?.code === 'image-not-public';

const lookedAt = (heads: readonly LookedHead[]): Looked => ({
  outcome: heads.some(isRefused) ? 'failed' : 'done',
  isToCome: heads.some(({ missing }) => missing?.code === 'no-image-yet'),
});

/** Asked again before the next poll, as a code host is. */
const registryUnreachable = ({ advice, retryAfterSeconds: seconds }: MissingImage): CodeHostError =>
  new CodeHostError('code-host-unreachable', advice, { retryAfterMs: seconds && seconds * 1_000 });

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
      this.#outcomes.inc({ outcome: error instanceof CodeHostError ? 'unreachable' : 'failed' });
      throw error;
    }
  }

  async #lookAt(repository: LookedAt): Promise<Looked> {
    const branches = await this.use.branchesInUse(repository.repositoryId);
    if (branches.length === 0) return { outcome: 'not-in-use' };
    try {
      const { heads } = await this.look.at(repository, { as: 'operator', branches });
      this.#noteMissing(repository, heads);
      const passing = passingIn(heads);
      if (passing !== undefined) throw registryUnreachable(passing);
      return lookedAt(heads);
    } catch (error) {
      if (error instanceof CodeHostError && error.code === 'code-host-unreachable') throw error;
      this.log.warn(
        { part: 'image-watcher', repository: repository.url, err: error },
        'look failed; the poll comes again',
      );
      return { outcome: 'failed' };
    }
  }

  #noteMissing({ url: repository }: LookedAt, heads: readonly LookedHead[]): void {
    const refused = heads.find(isRefused);
    for (const head of heads) {
      const { branch, commit, missing } = head;
      const fields = { part: 'image-watcher', repository, branch, commit, ...missing };
      if (head === refused) this.log.warn(fields, 'registry refuses to show an image; the poll comes again');
      else if (missing !== undefined) this.log.debug(fields, 'no image to offer');
    }
  }
}
