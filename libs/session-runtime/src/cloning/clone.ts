import { randomUUID } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { authorityOf, type Destination, mayCarrySecret, type OutboundAccess, UnreachableError } from '#libs/outbound';
import type { RepositoryCredential } from '../repository-credentials.js';
import type { ClonedCommit, RunSpec, RunWarning } from '../session-runtime.js';
import { unlessAbsent } from '../unless-absent.js';
import { checkOut, MissingCommitError } from './check-out.js';
import {
  asksForPassword,
  cloneFailure,
  cloneTimedOut,
  commitMissing,
  gitMissing,
  isNotFound,
  isRedirected,
  noRoomFor,
  notOnTheWeb,
  notReached,
} from './clone-failure.js';
import type { TokenVerdict } from './credential-helper.js';
import { halfClones } from './half-clones.js';
import { notAtPinnedCommit } from './not-at-pinned-commit.js';
import { passwordWanted } from './password-wanted.js';
import { type CloneRoom, RoomGuard } from './room-guard.js';
import { type GitCall, GitFailure, type GitPlace, runGit } from './run-git.js';
import { withCaBundle } from './with-ca-bundle.js';

type Repository = RunSpec['repositories'][number];

export interface CloneContext extends GitPlace {
  /** Where users' addresses may lead. */
  readonly outbound: OutboundAccess;
  /** Of the person whose session it is; absent where nobody's tokens are kept. */
  readonly credentials?: readonly RepositoryCredential[] | undefined;
  readonly timeoutMs: number;
  /** A file (PEM) with authorities that Git is to believe beside those of its system. */
  readonly authorities?: string | undefined;
  /** Where `work` is not the session's own disk. */
  readonly room?: CloneRoom | undefined;
  readonly note: (line: string) => void;
}

export interface Cloned {
  readonly commits: readonly ClonedCommit[];
  readonly warnings: readonly RunWarning[];
}

/**
 * Clones what is absent and reads the commit of what is there. A failure is a warning: the user still gets their session.
 * A clone comes to its name by one rename, so a half one is never mistaken for the user's files.
 */
export async function cloneAbsent(repositories: readonly Repository[], context: CloneContext): Promise<Cloned> {
  await halfClones.removeAll(context.work);
  const results = await cloneAll(repositories, context);
  return {
    commits: results.flatMap(({ commit }) => (commit === undefined ? [] : [commit])),
    warnings: results.flatMap(({ warning }) => (warning === undefined ? [] : [warning])),
  };
}

async function cloneAll(repositories: readonly Repository[], context: CloneContext): Promise<Result[]> {
  const guard = context.room && new RoomGuard(context.work, context.room);
  const signal = guard === undefined ? context.signal : AbortSignal.any([context.signal, guard.signal]);
  try {
    return await Promise.all(repositories.map((repository) => cloneOne(repository, { ...context, signal, guard })));
  } finally {
    await guard?.stop();
  }
}

type Guarded = CloneContext & { readonly guard: RoomGuard | undefined };

interface Result {
  readonly commit?: ClonedCommit | undefined;
  readonly warning?: RunWarning | undefined;
}

async function cloneOne(repository: Repository, context: Guarded): Promise<Result> {
  const target = join(context.work, repository.name);
  if (await isVacant(target)) {
    const { warning, tokenId } = await clone(repository, target, context);
    context.note(warning?.message ?? `Cloned ${repository.url} into ${repository.name}.`);
    return warning === undefined ? whatIsThere(repository, target, context, tokenId) : { warning };
  }
  return whatIsThere(repository, target, context);
}

async function whatIsThere(
  repository: Repository,
  target: string,
  context: Guarded,
  tokenId?: string,
): Promise<Result> {
  const commit = await headOf(target, context);
  const token = tokenId === undefined ? {} : { tokenId };
  return {
    commit: commit === undefined ? undefined : { repository: repository.name, commit, ...token },
    warning: notAtPinnedCommit(repository, commit),
  };
}

/** Nothing is there, or a directory with nothing in it: where a storage was mounted that was disconnected since. */
async function isVacant(target: string): Promise<boolean> {
  const there = await unlessAbsent(lstat(target));
  return there === undefined || (there.isDirectory() && (await readdir(target)).length === 0);
}

interface CloneEnd {
  readonly warning?: RunWarning;
  /** That the host took. */
  readonly tokenId?: string | undefined;
}

async function clone(repository: Repository, target: string, context: Guarded): Promise<CloneEnd> {
  if (context.git === undefined) return { warning: failed(gitMissing(repository)) };
  if (!/^https?:\/\//.test(repository.url)) return { warning: failed(notOnTheWeb(repository)) };
  const temporary = halfClones.pathOf(context.work, randomUUID());
  context.note(`Cloning ${repository.url} …`);
  const deadline = Date.now() + context.timeoutMs;
  const tokens: Partial<Record<TokenVerdict, string>> = {};
  const onVerdict: GitCall['onVerdict'] = (verdict, { tokenId }) => void (tokens[verdict] = tokenId);
  try {
    await withCaBundle(context.authorities, (its) => {
      const environment = { ...context.environment, ...its };
      return cloneInto(temporary, repository, { ...context, environment, deadline, onVerdict });
    });
    await context.guard?.assertRoom();
    await rename(temporary, target);
    return { tokenId: tokens.store };
  } catch (error) {
    const refused = tokens.erase === undefined ? {} : { tokenId: tokens.erase };
    return { warning: { ...whyNot(error, repository, { ...context, deadline }), ...refused } };
  } finally {
    // a Git that was told to end may still be at it
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

const failed = (message: string): RunWarning => ({ code: 'clone-failed', message });

function whyNot(error: unknown, repository: Repository, context: Guarded & { readonly deadline: number }): RunWarning {
  const { guard, room, deadline, timeoutMs, credentials } = context;
  const { problem } = guard ?? {};
  if (problem !== undefined && room !== undefined) return failed(noRoomFor(repository, problem, room));
  if (error instanceof UnreachableError) return failed(notReached(repository));
  if (Date.now() >= deadline) return failed(cloneTimedOut(repository, timeoutMs));
  if (error instanceof MissingCommitError) return failed(commitMissing(repository));
  return whatGitMeans(wordsOf(error), repository, credentials);
}

function whatGitMeans(said: string, repository: Repository, credentials: CloneContext['credentials']): RunWarning {
  const isHidden = isNotFound(said) && credentials?.some(({ host }) => host === authorityOf(new URL(repository.url)));
  if (asksForPassword(said) || isHidden) return passwordWanted(repository, credentials);
  return failed(cloneFailure(repository, said));
}

/** No redirect is followed: it could lead anywhere. Git hosts have `x.git` where `x` leads to it. */
async function cloneInto(
  temporary: string,
  { url, commit }: Repository,
  {
    deadline,
    onVerdict,
    ...context
  }: CloneContext & Required<Pick<GitCall, 'onVerdict'>> & { readonly deadline: number },
): Promise<void> {
  const destination = await context.outbound.destinationOf(url);
  const held = heldTo(destination);
  const call = { env: throughProxy(destination), credential: credentialFor(destination, context), onVerdict };
  const inTime = () => ({ ...call, timeout: Math.max(deadline - Date.now(), 1) }); // 0 is none
  const from = (address: string) => runGit(context, [...held, 'clone', '--quiet', '--', address, temporary], inTime());
  try {
    await from(destination.url);
  } catch (error) {
    if (destination.url.endsWith('.git') || !isRedirected(wordsOf(error))) throw error;
    await from(`${destination.url}.git`);
  }
  if (commit !== undefined) await checkOut(temporary, commit, { place: context, held, call: inTime() });
}

/** Git connects to the addresses that were looked at: the name may have others a moment later. */
function heldTo({ host, port, addresses }: Destination): readonly string[] {
  const redirects = ['-c', 'http.followRedirects=false'];
  if (isIP(host) !== 0 || addresses.length === 0) return redirects;
  const list = addresses.map((address) => (isIP(address) === 6 ? `[${address}]` : address)).join(',');
  return [...redirects, '-c', `http.curloptResolve=${host}:${port}:${list}`];
}

/** Git does not decide again. Not among its arguments, which everybody on this machine can read: a proxy may have a password. */
function throughProxy({ proxy }: Destination): Record<string, string> {
  if (proxy === undefined) return { no_proxy: '*', NO_PROXY: '*' };
  return { http_proxy: proxy, https_proxy: proxy, no_proxy: '', NO_PROXY: '' };
}

/** None where somebody else could read it on the way. */
function credentialFor(
  { url, proxy }: Destination,
  { credentials = [] }: CloneContext,
): RepositoryCredential | undefined {
  const address = new URL(url);
  const isSafe = mayCarrySecret(address) && (proxy === undefined || address.protocol === 'https:');
  return isSafe ? credentials.find(({ host }) => host === authorityOf(address)) : undefined;
}

const wordsOf = (error: unknown): string => (error instanceof GitFailure ? error.stderr : String(error));

/** Undefined for what is no repository, or has no commit yet. */
async function headOf(directory: string, context: CloneContext): Promise<string | undefined> {
  if (context.git === undefined) return undefined;
  try {
    return (await runGit(context, ['-C', directory, 'rev-parse', '--verify', 'HEAD'], { timeout: 10_000 })).trim();
  } catch {
    return undefined;
  }
}
