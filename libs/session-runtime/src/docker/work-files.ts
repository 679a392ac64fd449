import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { pack } from 'tar-fs';
import { type CloneContext, type Cloned, cloneAbsent } from '../cloning/clone.js';
import type { ClonedCommit, RunSpec } from '../session-runtime.js';
import { stagedAt } from './container-options.js';
import { headCommit } from './head-commit.js';
import { ifFound } from './if-found.js';
import type { ImageUser } from './image-user.js';
import { readFromContainer } from './read-from-container.js';

type Repository = RunSpec['repositories'][number];

export interface WorkFilesOptions {
  readonly clone: Omit<CloneContext, 'work'>;
  readonly user: ImageUser;
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
  const isThere = await Promise.all(repositories.map(({ name }) => exists(container, `${stagedAt.work}/${name}`)));
  const isAbsent = (name: string, index: number): boolean => isThere[index] !== true || options.isHalf(name);
  const absent = repositories.filter(({ name }, index) => isAbsent(name, index));
  const present = repositories.filter(({ name }, index) => !isAbsent(name, index));
  const work = await mkdtemp(join(tmpdir(), 'renku-sessions-clone-'));
  try {
    const cloned = await cloneAbsent(absent, { ...options.clone, work });
    options.clone.signal.throwIfAborted();
    await options.beginPutting(absent.map(({ name }) => name));
    await put(container, work, stagedAt.work, options.user);
    const commits = await Promise.all(present.map(({ name }) => commitOf(container, name)));
    return { ...cloned, commits: inOrder(repositories, [...cloned.commits, ...commits.flat()]) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A new volume is root's: this makes it the user's. */
export async function giveHome(container: Docker.Container, user: ImageUser): Promise<void> {
  const empty = await mkdtemp(join(tmpdir(), 'renku-sessions-home-'));
  try {
    await put(container, empty, stagedAt.home, user);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}

async function put(container: Docker.Container, from: string, to: string, { uid, gid }: ImageUser): Promise<void> {
  const archive = pack(from, { map: (header) => ({ ...header, uid, gid, uname: '', gname: '' }) });
  await container.putArchive(archive, { path: to });
}

async function exists(container: Docker.Container, path: string): Promise<boolean> {
  return (await ifFound(container.infoArchive({ path }))) !== undefined;
}

async function commitOf(container: Docker.Container, repository: string): Promise<ClonedCommit[]> {
  const commit = await headCommit((path) =>
    readFromContainer(container, `${stagedAt.work}/${repository}/.git/${path}`),
  );
  return commit === undefined ? [] : [{ repository, commit }];
}

function inOrder(repositories: readonly Repository[], commits: readonly ClonedCommit[]): ClonedCommit[] {
  return repositories.flatMap(({ name }) => commits.filter(({ repository }) => repository === name));
}
