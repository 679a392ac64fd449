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
  type ReadBranches,
  readBranches,
} from '#libs/code-hosts';
import { type CommandContext, type CommandResult, type DataOf, StreamStates } from '#libs/event-sourcing';
import { type CheckedImage, checkImage, parseImageReference } from '#libs/image-registry';
import { OutboundClient } from '#libs/outbound';
import {
  type BuiltImage,
  followable,
  newestOf,
  type RepositoryImagesState,
  repositoryImages,
  repositoryStream,
} from '../repository-images.js';
import { branchChanges, RecordBranches } from '../write/record-branches.js';
import { isOfOlderCommit, RecordImage } from '../write/record-image.js';
import { BuiltImageInspector } from './built-image-inspector.js';
import { type Wanted, wantedBranches } from './wanted-branches.js';

export interface LookedAt {
  readonly repositoryId: string;
  readonly url: string;
}

/** Why the head of a branch has no image that can be used. */
export interface MissingImage {
  readonly code: string;
  readonly advice: string;
  /** Its registry could not be asked: nothing is known against it. */
  readonly isPassing: boolean;
  /** As that registry says it. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The head of a branch; without `missing`, its image is recorded. */
export interface LookedHead extends Head {
  readonly missing?: MissingImage | undefined;
}

export interface Look {
  readonly branches: Branches;
  /** Those that were asked for, are there, and can be remembered. */
  readonly heads: readonly LookedHead[];
}

interface Options {
  /** Whose right to read the branches counts: of everybody, of somebody, or of this installation. */
  readonly as: 'everybody' | 'operator' | HostCredentials;
  readonly branches: Wanted;
}

/** Those of its branches with `isOvertaken` have another image than was found: another look was faster. */
interface Attempt extends Look {
  readonly heads: readonly AttemptedHead[];
}

interface AttemptedHead extends LookedHead {
  readonly isOvertaken: boolean;
}

interface At extends Pick<ReadBranches, 'movedTo'> {
  readonly host: CodeHost;
}

const TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
/** Two repositories of a host are looked at at once, and of a registry's eight places (`RegistryInspector`) some are left to people. */
const HEADS_AT_ONCE = 3;

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
  advice: `There is no ${reference}: the pipeline of the branch’s newest commit has not built it yet, or failed. Look at the pipeline; where the repository was renamed or moved, connect it by the address that it has now.`,
  isPassing: false,
});

const stillOf = ({ commit, image }: BuiltImage): MissingImage => ({
  code: 'no-image-yet',
  advice: `${image.reference} is still the image of commit ${commit.slice(0, 8)}: the pipeline of the branch’s newest commit has not ended yet, failed, or changed nothing of the image. Look at the pipeline.`,
  isPassing: false,
});

/** What a path or a branch is made of, a registry would read in its own way. */
const noName = (reference: string): MissingImage => ({
  code: 'no-image-name',
  advice: `${reference} is no name that an image can have: use a repository, or a branch, of letters, digits, ".", "_" and "-".`,
  isPassing: false,
});

/** It was asked with what the operator set. */
const notShown = (reference: string): MissingImage => ({
  code: 'image-not-public',
  advice: `The registry does not show ${reference} to this installation, or has none: look at the pipeline of the branch’s newest commit, make the repository’s images public, or ask an administrator for the right to read them (CODE_HOSTS_FILE).`,
  isPassing: false,
});

/** Pipelines call images as the repository is called there. */
const moved = (reference: string, url: string, to: string): MissingImage => ({
  code: 'repository-moved',
  advice: `The registry has no ${reference}, or does not show it: ${url} is at ${to} now, and images are called as it is called there. Connect it by that address, and add sessions from there.`,
  isPassing: false,
});

interface Place extends Pick<LookedAt, 'url'>, Pick<ReadBranches, 'movedTo'> {
  readonly reference: string;
}

type Unfound = Exclude<CheckedImage, { kind: 'found' }>;

const unseen: ReadonlySet<Unfound['code']> = new Set(['image-not-found', 'image-not-public']);

const whyMissing = ({ url, movedTo, reference }: Place, unfound: Unfound): MissingImage => {
  const { kind, code, advice, retryAfterSeconds } = unfound;
  if (movedTo !== undefined && unseen.has(code)) return moved(reference, url, movedTo);
  if (code === 'image-not-found') return notBuilt(reference);
  if (code === 'image-not-public') return notShown(reference);
  return { code, advice, isPassing: kind === 'unknown', retryAfterSeconds };
};

const passingOf = ({ missing }: LookedHead): MissingImage | undefined =>
  missing?.isPassing === true ? missing : undefined;

/** Why some images cannot be asked for just now: of several reasons, the one that says to wait longest. */
export const passingIn = (heads: readonly LookedHead[]): MissingImage | undefined =>
  heads
    .flatMap((head) => passingOf(head) ?? [])
    .toSorted((one, other) => (other.retryAfterSeconds ?? 0) - (one.retryAfterSeconds ?? 0))[0];

/** Why no more are asked for: the registry says so, or none of a few could be. One image at which it fails is in no other's way. */
const whyNoMore = (latest: readonly LookedHead[]): MissingImage | undefined => {
  const isBusy = latest.some((head) => passingOf(head)?.code === 'registry-busy');
  return isBusy || latest.every((head) => passingOf(head) !== undefined) ? passingIn(latest) : undefined;
};

const newContext = (): CommandContext => {
  const commandId = randomUUID();
  return { commandId, actor: 'system:image-watcher', correlationId: commandId, causationId: commandId };
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
  async at(repository: LookedAt, options: Options): Promise<Look> {
    let look = await this.#attempt(repository, options);
    for (let left = ATTEMPTS - 1; left > 0; left -= 1) {
      const overtaken = look.heads.filter(({ isOvertaken }) => isOvertaken).map(({ branch }) => branch);
      if (overtaken.length === 0) break;
      const { branches, heads } = await this.#attempt(repository, { ...options, branches: overtaken });
      look = { branches, heads: [...look.heads.filter(({ isOvertaken }) => !isOvertaken), ...heads] };
    }
    return look;
  }

  async #attempt(repository: LookedAt, { as, branches: wanted }: Options): Promise<Attempt> {
    const { repositoryId, url } = repository;
    const host = this.hosts.of(url);
    if (host === undefined) throw unknown(url);
    // before the branches: what they say is then at least as new as what is known
    const { revision, state } = await this.streams.of(repositoryStream(repositoryId), repositoryImages);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const branches = await readBranches(this.outbound, url, { credentials: credentialsAt(host, as), signal });
    const { found, missing } = wantedBranches(branches, wanted);
    const seen = Number(revision);
    // a person may be shown fewer than there are, and a host that is set up anew may have none for a while
    if (as === 'operator' && branches.heads.size > 0)
      await this.#recordBranches(state, { repositoryId, found: found.map(({ branch }) => branch), missing, seen });
    const left = [...followable(found, state)];
    const look = (head: Head) => this.#head({ repositoryId, url, ...head, seen }, { host, movedTo: branches.movedTo });
    const heads: AttemptedHead[] = [];
    let whyNot: MissingImage | undefined;
    while (left.length > 0 && whyNot === undefined) {
      const latest = await Promise.all(left.splice(0, HEADS_AT_ONCE).map(look));
      heads.push(...latest);
      whyNot = whyNoMore(latest);
    }
    return { branches, heads: [...heads, ...left.map((head) => ({ ...head, missing: whyNot, isOvertaken: false }))] };
  }

  async #head(head: LookedAt & Head & { readonly seen: number }, { host, movedTo }: At): Promise<AttemptedHead> {
    const { url, branch, commit } = head;
    const reference = builtImageOf(host, url, head);
    if (parseImageReference(reference) === undefined)
      return { branch, commit, missing: noName(reference), isOvertaken: false };
    const checked = await checkImage(this.images, { reference });
    if (checked.kind !== 'found')
      return { branch, commit, missing: whyMissing({ url, movedTo, reference }, checked), isOvertaken: false };
    const { digest, createdAt: builtAt } = checked.image;
    const image = { reference, digest };
    const newest = await this.#record({ ...head, image, builtAt });
    if (newest !== undefined && newest.revision <= head.seen && isOfOlderCommit(newest, { commit, image }))
      return { branch, commit, missing: stillOf(newest), isOvertaken: false };
    return { branch, commit, isOvertaken: newest?.commit !== commit || newest.image.digest !== digest };
  }

  /** Before their images are asked for, at which a registry may fail. */
  async #recordBranches(state: RepositoryImagesState, seen: DataOf<RecordBranches>): Promise<void> {
    if (state === undefined || branchChanges(state, seen).length === 0) return;
    await this.commands.execute(new RecordBranches(seen, newContext()));
  }

  /** Answers the branch's newest image then, which may be another one. */
  async #record(found: DataOf<RecordImage>): Promise<BuiltImage | undefined> {
    const { state } = await this.commands.execute<RecordImage, CommandResult<RepositoryImagesState>>(
      new RecordImage(found, newContext()),
    );
    return newestOf(state, found.branch);
  }
}
