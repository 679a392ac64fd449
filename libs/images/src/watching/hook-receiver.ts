import { Inject, Injectable } from '@nestjs/common';
import {
  type CodeHost,
  CodeHosts,
  couldBeProven,
  type Hint,
  hintsIn,
  imageRepositoryOf,
  isProven,
  type ReceivedHook,
} from '#libs/code-hosts';
import { LOGGER, type Logger } from '#libs/observability';
import { parseRepositoryUrl } from '#libs/projects';
import type { LookedAt } from '../looking/repository-look.js';
import { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import { RepositoryWatch } from './repository-watch.js';

/** Hooks of code hosts and registries are hints to look: nothing that they say is believed. */
@Injectable()
export class HookReceiver {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly queries: RepositoryImagesQueries,
    private readonly watch: RepositoryWatch,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Before the body is read: whether there is anybody whose secret it could show that the sender knows. */
  couldKnow(headers: ReceivedHook['headers']): boolean {
    return this.hosts.all.some(
      ({ hookSecret }) => hookSecret !== undefined && couldBeProven(headers, hookSecret, new Date()),
    );
  }

  /** Those whose secret the sender knows. */
  sendersOf(hook: ReceivedHook): readonly CodeHost[] {
    return this.hosts.all.filter(
      ({ hookSecret }) => hookSecret !== undefined && isProven(hook, hookSecret, new Date()),
    );
  }

  /** Looks soon at the repositories meant of which images are known. Does not reject: a poll comes as well. */
  async receive(body: unknown, senders: readonly CodeHost[]): Promise<void> {
    const hints = hintsIn(body);
    try {
      const found = await Promise.all(senders.flatMap((host) => hints.map((hint) => this.#meantBy(hint, host))));
      for (const repository of found.flat()) this.watch.lookAt(repository, { isHint: true });
    } catch (err) {
      this.log.warn({ part: 'webhooks', err }, 'hook passed over; the poll will look');
    }
  }

  async #meantBy(hint: Hint, host: CodeHost): Promise<readonly LookedAt[]> {
    if (hint.kind === 'image') return this.queries.withImagesAt(`${host.registry}/${hint.path}`);
    const address = parseRepositoryUrl(hint.url);
    if ('refused' in address || this.hosts.of(address.url) !== host) return [];
    // a host says the path in its own letters, and users connect it in theirs: the place of its images is the same
    const [known, builtThere] = await Promise.all([
      this.queries.of([address.repositoryId]),
      this.queries.withImagesAt(imageRepositoryOf(host, address.url)),
    ]);
    return [...known.values(), ...builtThere.filter(({ repositoryId }) => !known.has(repositoryId))];
  }
}
