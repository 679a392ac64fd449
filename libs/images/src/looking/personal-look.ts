import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { CodeHostError, type HostCredentials } from '#libs/code-hosts';
import { CONNECTIONS, type Connections } from '#libs/connections';
import { checkImage, ImageInspector, type ImageReference } from '#libs/image-registry';
import { mayCarrySecret } from '#libs/outbound';
import { ProblemError, RateLimit } from '#libs/rest';
import { imagesProblems } from '../images.rejections.js';
import { type Look, type LookedAt, RepositoryLook } from './repository-look.js';

/** For whoever chooses a branch, and not for whoever looks for what a network has. */
const LOOKS_A_MINUTE = 30;

export interface LookOfPerson extends Look {
  /** Their own token opened the repository: where that is not everybody's, they are one of its people. */
  readonly isByToken: boolean;
}

const refuse = (error: unknown): never => {
  throw error instanceof CodeHostError ? new ProblemError(imagesProblems[error.code], error.message) : error;
};

/** A look at a repository with the right of whoever asks: what this installation may read by its own token is not everybody's. */
@Injectable()
export class PersonalLook {
  private readonly limit = new RateLimit({ name: 'looks', limit: LOOKS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly look: RepositoryLook,
    @Inject(CONNECTIONS) private readonly connections: Connections,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  /** Throws the problems of `imagesProblems`, and `too-many-requests`. */
  async at(caller: Principal, repository: LookedAt, branches: readonly string[] | 'default'): Promise<LookOfPerson> {
    this.limit.take(caller.userId);
    const token = await this.#tokenOf(caller, repository);
    const look = await this.look.at(repository, { as: token ?? 'everybody', branches }).catch(refuse);
    return { ...look, isByToken: token !== undefined };
  }

  /**
   * Why a person may not use an image that the repository built; undefined: they may. Its people may, as whom their token shows them that
   * opens what not everybody may read. For the others the image has to be one that everybody may pull: that a repository is public says
   * nothing of its images, and any token opens it.
   */
  async whyNot({ isByToken }: LookOfPerson, repository: LookedAt, image: ImageReference): Promise<string | undefined> {
    if (isByToken && !(await this.#isForEverybody(repository))) return undefined;
    const checked = await checkImage(this.images, image);
    return checked.kind === 'found' ? undefined : checked.advice;
  }

  async #isForEverybody(repository: LookedAt): Promise<boolean> {
    try {
      await this.look.at(repository, { as: 'everybody', branches: [] });
      return true;
    } catch (error) {
      return error instanceof CodeHostError && error.code === 'repository-unreadable' ? false : refuse(error);
    }
  }

  /** That the person gave for the repository's host. */
  async #tokenOf({ userId }: Principal, { url }: LookedAt): Promise<HostCredentials | undefined> {
    if (!mayCarrySecret(new URL(url))) return undefined;
    const [own] = (await this.connections.credentials?.of(userId, [{ url }])) ?? [];
    return own && { username: own.username, token: own.token };
  }
}
