import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  type Branches,
  builtImageOf,
  type CodeHost,
  CodeHostError,
  CodeHosts,
  type Head,
  type HostCredentials,
  readBranches,
} from '#libs/code-hosts';
import { type DataOf, StreamStates } from '#libs/event-sourcing';
import { type CheckedImage, checkImage } from '#libs/image-registry';
import { OutboundClient } from '#libs/outbound';
import { repositoryImages, repositoryStream } from '../repository-images.js';
import { RecordImage } from '../write/record-image.js';
import { BuiltImageInspector } from './built-image-inspector.js';

export interface LookedAt {
  readonly repositoryId: string;
  readonly url: string;
}

/** Why the head of a branch has no image that can be used. */
export interface MissingImage {
  readonly code: string;
  readonly advice: string;
}

/** The head of a branch; without `missing`, its image is recorded. */
export interface LookedHead extends Head {
  readonly missing?: MissingImage;
}

export interface Look {
  readonly branches: Branches;
  /** Those that were asked for and are there. */
  readonly heads: readonly LookedHead[];
}

interface Options {
  /** Whose right to read the branches counts: of everybody, of somebody, or of this installation. */
  readonly as: 'everybody' | 'operator' | HostCredentials;
  readonly branches: readonly string[] | 'default';
}

const TIMEOUT_MS = 10_000;

const credentialsAt = (host: CodeHost, as: Options['as']): HostCredentials | undefined => {
  if (as === 'operator') return host.git;
  return as === 'everybody' ? undefined : as;
};

const unknown = (url: string): CodeHostError =>
  new CodeHostError(
    'unknown-code-host',
    `How the images of ${new URL(url).host} are called is not known here: ask an administrator (CODE_HOSTS_FILE), or use the image by its name.`,
  );

const notBuilt = (reference: string): MissingImage => ({
  code: 'no-image-yet',
  advice: `There is no ${reference}: the pipeline of the branch’s newest commit has not built it yet, or failed. Look at the pipeline.`,
});

const whyMissing = (reference: string, { code, advice }: Exclude<CheckedImage, { kind: 'found' }>): MissingImage =>
  code === 'image-not-found' ? notBuilt(reference) : { code, advice };

const headsOf = ({ heads, defaultBranch }: Branches, wanted: Options['branches']): readonly Head[] => {
  const names = wanted === 'default' ? [defaultBranch ?? ''] : wanted;
  return names.flatMap((branch) => {
    const commit = heads.get(branch);
    return commit === undefined ? [] : [{ branch, commit }];
  });
};

/** Looks at a code repository and at its registry, and records what is new there: as often as one likes. */
@Injectable()
export class RepositoryLook {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly outbound: OutboundClient,
    @Inject(BuiltImageInspector) private readonly images: BuiltImageInspector,
    private readonly streams: StreamStates,
    private readonly commands: CommandBus,
  ) {}

  /** Rejects with `CodeHostError`. */
  async at(repository: LookedAt, { as, branches: wanted }: Options): Promise<Look> {
    const { repositoryId, url } = repository;
    const host = this.hosts.of(url);
    if (host === undefined) throw unknown(url);
    // before the branches: what they say is then at least as new as what is known
    const { revision } = await this.streams.of(repositoryStream(repositoryId), repositoryImages);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const branches = await readBranches(this.outbound, url, { credentials: credentialsAt(host, as), signal });
    const seen = Number(revision);
    const heads = headsOf(branches, wanted).map((head) => this.#head({ repositoryId, url, ...head, seen }, host));
    return { branches, heads: await Promise.all(heads) };
  }

  async #head(head: LookedAt & Head & { readonly seen: number }, host: CodeHost): Promise<LookedHead> {
    const { url, branch, commit } = head;
    const reference = builtImageOf(host, url, head);
    const checked = await checkImage(this.images, { reference });
    if (checked.kind !== 'found') return { branch, commit, missing: whyMissing(reference, checked) };
    const { digest, createdAt: builtAt } = checked.image;
    await this.#record({ ...head, image: { reference, digest }, builtAt });
    return { branch, commit };
  }

  async #record(found: DataOf<RecordImage>): Promise<void> {
    const commandId = randomUUID();
    const context = { commandId, actor: 'system:image-watcher', correlationId: commandId, causationId: commandId };
    await this.commands.execute(new RecordImage(found, context));
  }
}
