import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Destination, type OutboundAccess, UnreachableError } from '#libs/outbound';
import { minimalEnvironment } from '../minimal-environment.js';
import type { ClonedCommit, RunSpec, RunWarning } from '../session-runtime.js';
import { unlessAbsent } from '../unless-absent.js';
import {
  cloneFailure,
  cloneTimedOut,
  gitMissing,
  isRedirected,
  noRoomFor,
  notOnTheWeb,
  notReached,
} from './clone-failure.js';
import { type CloneRoom, RoomGuard } from './room-guard.js';

type Repository = RunSpec['repositories'][number];

export interface CloneContext {
  /** Where repositories come to be. */
  readonly work: string;
  /** Absolute path of git; absent when there is none. */
  readonly git: string | undefined;
  /** Where users' addresses may lead. */
  readonly outbound: OutboundAccess;
  /** Told to Git beside what it needs. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Where `work` is not the session's own disk. */
  readonly room?: CloneRoom | undefined;
  readonly signal: AbortSignal;
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
  const leftovers = (await readdir(context.work)).filter((name) => name.startsWith(temporaryPrefix));
  await Promise.all(leftovers.map((name) => rm(join(context.work, name), { recursive: true, force: true })));
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

const temporaryPrefix = '.cloning-';

type Guarded = CloneContext & { readonly guard: RoomGuard | undefined };

interface Result {
  readonly commit?: ClonedCommit | undefined;
  readonly warning?: RunWarning | undefined;
}

async function cloneOne(repository: Repository, context: Guarded): Promise<Result> {
  const target = join(context.work, repository.name);
  if (await isVacant(target)) {
    const message = await clone(repository, target, context);
    context.note(message ?? `Cloned ${repository.url} into ${repository.name}.`);
    if (message !== undefined) return { warning: { code: 'clone-failed', message } };
  }
  const commit = await headOf(target, context);
  return { commit: commit === undefined ? undefined : { repository: repository.name, commit } };
}

/** Nothing is there, or a directory with nothing in it: where a storage was mounted that was disconnected since. */
async function isVacant(target: string): Promise<boolean> {
  const there = await unlessAbsent(lstat(target));
  return there === undefined || (there.isDirectory() && (await readdir(target)).length === 0);
}

/** What went wrong, undefined when nothing did. */
async function clone(repository: Repository, target: string, context: Guarded): Promise<string | undefined> {
  if (context.git === undefined) return gitMissing(repository);
  if (!/^https?:\/\//.test(repository.url)) return notOnTheWeb(repository);
  const temporary = join(context.work, `${temporaryPrefix}${randomUUID()}`);
  context.note(`Cloning ${repository.url} …`);
  const deadline = Date.now() + context.timeoutMs;
  try {
    await cloneInto(temporary, await context.outbound.destinationOf(repository.url), context, deadline);
    await context.guard?.assertRoom();
    await rename(temporary, target);
    return undefined;
  } catch (error) {
    return whyNot(error, repository, { ...context, deadline });
  } finally {
    // a Git that was told to end may still be at it
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

function whyNot(
  error: unknown,
  repository: Repository,
  { guard, room, deadline, timeoutMs }: Guarded & { readonly deadline: number },
): string {
  const { problem } = guard ?? {};
  if (problem !== undefined && room !== undefined) return noRoomFor(repository, problem, room);
  if (error instanceof UnreachableError) return notReached(repository);
  if (Date.now() >= deadline) return cloneTimedOut(repository, timeoutMs);
  return cloneFailure(repository, wordsOf(error));
}

/** No redirect is followed: it could lead anywhere. Git hosts have `x.git` where `x` leads to it. */
async function cloneInto(
  temporary: string,
  destination: Destination,
  context: CloneContext,
  deadline: number,
): Promise<void> {
  const env = throughProxy(destination);
  const from = (url: string) => {
    const timeout = Math.max(deadline - Date.now(), 1); // 0 is none
    const args = [...heldTo(destination), 'clone', '--quiet', '--', url, temporary];
    return git(context, args, { timeout, killSignal: 'SIGTERM', env });
  };
  try {
    await from(destination.url);
  } catch (error) {
    if (destination.url.endsWith('.git') || !isRedirected(wordsOf(error))) throw error;
    await from(`${destination.url}.git`);
  }
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

const wordsOf = (error: unknown): string =>
  error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);

/** Undefined for what is no repository, or has no commit yet. */
async function headOf(directory: string, context: CloneContext): Promise<string | undefined> {
  if (context.git === undefined) return undefined;
  try {
    const { stdout } = await git(context, ['-C', directory, 'rev-parse', '--verify', 'HEAD'], { timeout: 10_000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** Git without questions, credentials, or anybody's configuration, and by http(s) alone. */
async function git(
  { git: command = 'git', environment, work, signal }: CloneContext,
  args: readonly string[],
  { env: extra, ...limit }: { timeout: number; killSignal?: NodeJS.Signals; env?: Record<string, string> },
): Promise<{ stdout: string }> {
  const env = minimalEnvironment({
    ...extra,
    ...environment,
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_CEILING_DIRECTORIES: work,
    LC_ALL: 'C', // Its words are read by clone-failure.ts.
  });
  // Trusted wherever it is: a container's root and a bind mount make Git see another owner.
  const config = ['-c', 'credential.helper=', '-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
  const slow = ['-c', 'http.lowSpeedLimit=100', '-c', 'http.lowSpeedTime=60'];
  // large files are streamed: a pod that clones has little memory
  const small = ['-c', 'core.bigFileThreshold=16m', '-c', 'pack.threads=1', '-c', 'pack.windowMemory=64m'];
  return promisify(execFile)(command, [...config, ...slow, ...small, ...args], { env, signal, ...limit });
}
