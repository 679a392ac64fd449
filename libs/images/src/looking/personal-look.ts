import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { CodeHostError } from '#libs/code-hosts';
import { ProblemError, RateLimit } from '#libs/rest';
import { imagesProblems } from '../images.rejections.js';
import { RepositoryCredentials } from './repository-credentials.js';
import { type Look, type LookedAt, RepositoryLook } from './repository-look.js';

/** For whoever chooses a branch, and not for whoever looks for what a network has. */
const LOOKS_A_MINUTE = 30;

/** A look at a repository with the right of whoever asks: what this installation may read by its own token is not everybody's. */
@Injectable()
export class PersonalLook {
  private readonly limit = new RateLimit({ name: 'looks', limit: LOOKS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly look: RepositoryLook,
    @Optional() @Inject(RepositoryCredentials) private readonly credentials: RepositoryCredentials | undefined,
  ) {}

  /** Throws the problems of `imagesProblems`, and `too-many-requests`. */
  async at(caller: Principal, repository: LookedAt, branches: readonly string[] | 'default'): Promise<Look> {
    this.limit.take(caller.userId);
    const own = await this.credentials?.of(caller.userId, repository.url);
    return this.look.at(repository, { as: own ?? 'everybody', branches }).catch((error: unknown) => {
      throw error instanceof CodeHostError ? new ProblemError(imagesProblems[error.code], error.message) : error;
    });
  }
}
