import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { type Cloned, cloneAbsent } from '../cloning/clone.js';
import { notAtPinnedCommit } from '../cloning/not-at-pinned-commit.js';
import { packedByTar } from '../packed-by-tar.js';
import type { ClonedCommit, RunSpec } from '../session-runtime.js';
import { makeCloneDirectory } from './clone-directory.js';
import type { CloneParts } from './clone-parts.js';
import { stagedAt } from './container-options.js';
import { headCommit } from './head-commit.js';
import type { ImageUser } from './image-user.js';
import { isVacantIn } from './is-vacant-in.js';
import { readFromContainer } from './read-from-container.js';

type Repository = RunSpec['repositories'][number];

interface PutOptions {
  /** Whose the files are to be. */
  readonly user: ImageUser;
  readonly signal: AbortSignal;
}

export interface WorkFilesOptions extends PutOptions {
  readonly clone: CloneParts;
  /** Names that an earlier start may have left half: nobody had a chance to change them. */
  readonly isHalf: (name: string) => boolean;
  /** Before anything is put there. */
  readonly beginPutting: (names: readonly string[]) => Promise<void>;
}

/**
 * Repositories into /work, only where they are absent, by Git of this machine and without any program of the image: the user's
 * addresses are held to the rules for them, and no credential ever reaches a container. `container` is a staging one.
 */
export async function putRepositories(
  container: Docker.Container,
  repositories: readonly Repository[],
  options: WorkFilesOptions,
): Promise<Cloned> {
  const { signal } = options;
  const paths = repositories.map(({ name }) => `${stagedAt.work}/${name}`);
  const isVacant = await Promise.all(paths.map((path) => isVacantIn(container, path, signal)));
  const isAbsent = (name: string, index: number): boolean => isVacant[index] === true || options.isHalf(name);
  const absent = repositories.filter(({ name }, index) => isAbsent(name, index));
  const present = repositories.filter(({ name }, index) => !isAbsent(name, index));
  const work = await makeCloneDirectory();
  try {
    const credentials = await options.clone.credentialsOf(absent);
    const cloned = await cloneAbsent(absent, { ...options.clone, credentials, signal, work });
    signal.throwIfAborted();
    await options.beginPutting(absent.map(({ name }) => name));
    await put(container, work, stagedAt.work, options);
    const commits = await Promise.all(present.map(({ name }) => commitOf(container, name, signal)));
    const elsewhere = present.flatMap(
      (repository, index) => notAtPinnedCommit(repository, commits[index]?.[0]?.commit) ?? [],
    );
    return {
      commits: inOrder(repositories, [...cloned.commits, ...commits.flat()]),
      warnings: [...cloned.warnings, ...elsewhere],
    };
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A new volume is root's: this makes it the user's. */
export async function giveHome(container: Docker.Container, options: PutOptions): Promise<void> {
  const empty = await mkdtemp(join(tmpdir(), 'renku-sessions-home-'));
  try {
    await put(container, empty, stagedAt.home, options);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}

async function put(container: Docker.Container, from: string, to: string, options: PutOptions): Promise<void> {
  const archive = await packedByTar([...ownedBy(options.user), '-C', from, '--', '.']);
  try {
    await container.putArchive(archive, { path: to, abortSignal: options.signal });
  } finally {
    archive.destroy(); // a request that was given up leaves the program waiting
  }
}

/** macOS has the BSDs' tar. */
function ownedBy({ uid, gid }: ImageUser): readonly string[] {
  if (process.platform === 'darwin') return ['--uid', String(uid), '--gid', String(gid), '--uname', '', '--gname', ''];
  return [`--owner=:${uid}`, `--group=:${gid}`, '--numeric-owner'];
}

async function commitOf(container: Docker.Container, repository: string, signal: AbortSignal): Promise<ClonedCommit[]> {
  const git = `${stagedAt.work}/${repository}/.git`;
  const commit = await headCommit((path) => readFromContainer(container, `${git}/${path}`, signal));
  return commit === undefined ? [] : [{ repository, commit }];
}

function inOrder(repositories: readonly Repository[], commits: readonly ClonedCommit[]): ClonedCommit[] {
  return repositories.flatMap(({ name }) => commits.filter(({ repository }) => repository === name));
}
