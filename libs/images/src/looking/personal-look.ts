import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { CodeHostError, CodeHosts, type HostCredentials } from '#libs/code-hosts';
import { CONNECTIONS, type Connections } from '#libs/connections';
import {
  checkImage,
  ImageInspector,
  type ImageReference,
  partsOfReference,
  RegistryClient,
  RegistryError,
} from '#libs/image-registry';
import { mayCarrySecret, OutboundClient } from '#libs/outbound';
import { ProblemError, RateLimit } from '#libs/rest';
import { imagesProblems } from '../images.rejections.js';
import { type Look, type LookedAt, RepositoryLook } from './repository-look.js';

/** For whoever chooses a branch, and not for whoever looks for what a network has. */
const LOOKS_A_MINUTE = 30;
const REGISTRY_TIMEOUT_MS = 5_000;

export interface LookOfPerson extends Look {
  /** Their own token, which opened the repository: where that is not everybody's, they are one of its people. */
  readonly token: HostCredentials | undefined;
  /** RateLimit: what is left to them of looks. */
  readonly rateLimit: string;
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
    private readonly hosts: CodeHosts,
    private readonly outbound: OutboundClient,
    @Inject(CONNECTIONS) private readonly connections: Connections,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  /** Throws the problems of `imagesProblems`, and `too-many-requests`. */
  async at(caller: Principal, repository: LookedAt, branches: readonly string[] | 'default'): Promise<LookOfPerson> {
    const rateLimit = this.limit.take(caller.userId);
    const token = await this.#tokenOf(caller, repository);
    const look = await this.look.at(repository, { as: token ?? 'everybody', branches }).catch(refuse);
    return { ...look, token, rateLimit };
  }

  /**
   * Why a person may not use an image that the repository built; undefined: they may. Everybody may what everybody may pull, and the
   * repository's people all of its images: as one of them their token shows them that opens what not everybody may read. A public repository
   * any token opens, so there the registry has to give them the image by it.
   */
  async whyNot({ token }: LookOfPerson, repository: LookedAt, image: ImageReference): Promise<string | undefined> {
    const checked = await checkImage(this.images, image);
    if (checked.kind === 'found') return undefined;
    const isTheirs =
      token !== undefined &&
      (!(await this.#isForEverybody(repository)) || (await this.#mayPull(token, repository, image)));
    return isTheirs ? undefined : checked.advice;
  }

  async #isForEverybody(repository: LookedAt): Promise<boolean> {
    try {
      await this.look.at(repository, { as: 'everybody', branches: [] });
      return true;
    } catch (error) {
      return error instanceof CodeHostError && error.code === 'repository-unreadable' ? false : refuse(error);
    }
  }

  /** Only the registry of the host is asked for which they gave the token. */
  async #mayPull(token: HostCredentials, { url }: LookedAt, { reference, digest }: ImageReference): Promise<boolean> {
    const image = { ...partsOfReference(reference), digest };
    if (this.hosts.of(url)?.registry !== image.registry) return false;
    const registry = new RegistryClient(this.outbound, () => token);
    try {
      await registry.digestOf(image, AbortSignal.timeout(REGISTRY_TIMEOUT_MS));
      return true;
    } catch (error) {
      if (error instanceof RegistryError) return false;
      throw error;
    }
  }

  /** That the person gave for the repository's host. */
  async #tokenOf({ userId }: Principal, { url }: LookedAt): Promise<HostCredentials | undefined> {
    if (!mayCarrySecret(new URL(url))) return undefined;
    const [own] = (await this.connections.credentials?.of(userId, [{ url }])) ?? [];
    return own && { username: own.username, token: own.token };
  }
}
