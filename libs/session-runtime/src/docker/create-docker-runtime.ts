import type Docker from 'dockerode';
import type { OutboundRules } from '#libs/outbound';
import { findExecutable } from '../local/front-end.js';
import type { Log } from '../local/local-programs.js';
import type { RepositoryCredentials } from '../repository-credentials.js';
import type { RuntimeProblems } from '../runtime-problems.js';
import type { SessionRuntime } from '../session-runtime.js';
import { StorageSources } from '../storages/storage-sources.js';
import { DockerRuntime } from './docker-runtime.js';
import type { PullCredentials } from './pull-image.js';
import { type TimeLimits, withTimeLimits } from './with-time-limits.js';

export interface DockerRuntimeOptions {
  /** Of `findDocker`. */
  readonly docker: Docker;
  /** Whose sessions these are: an engine may be shared by several installations. */
  readonly installation: () => Promise<string>;
  /** Shared by worker, api and gateway; sessions' own tokens come from it. */
  readonly secret: string;
  /** With what images that pipelines of repositories built are pulled, by registry (`host[:port]`). */
  readonly pullCredentials?: PullCredentials | undefined;
  /** Where addresses of repositories may lead. */
  readonly outbound: OutboundRules;
  /** What opens private repositories; absent where nobody's tokens are kept. */
  readonly credentials?: RepositoryCredentials | undefined;
  /** What projects may connect, none when absent. Their directories are the engine's machine's. */
  readonly storages?: StorageSources | undefined;
  /** How long a session may take to end before it is killed. 10 000 when absent. */
  readonly graceMs?: number | undefined;
  /** What is cloned for a session comes through this machine's temporary directory: how much, bytes. 10 GiB when absent. */
  readonly maxCloneBytes?: number | undefined;
  /** How soon an engine that refuses something for now is asked again, at first. 1 000 when absent. */
  readonly retryMs?: number | undefined;
  /** How long an engine is waited for when the runtime is closed. 5 000 when absent. */
  readonly closeMs?: number | undefined;
  readonly timeLimits?: TimeLimits | undefined;
  /** Told of each call of the engine that fails. */
  readonly problems?: RuntimeProblems | undefined;
  readonly log?: Log | undefined;
}

export function createDockerRuntime(options: DockerRuntimeOptions): SessionRuntime {
  const {
    storages = new StorageSources(),
    graceMs = 10_000,
    maxCloneBytes = 10 * 2 ** 30,
    retryMs = 1_000,
    timeLimits,
    problems,
    log = () => undefined,
  } = options;
  const onError = (error: unknown): void => log('docker-runtime.error', { error });
  const clone = { git: findExecutable('git'), cloneRoom: { maxBytes: maxCloneBytes } };
  const givingUp = new AbortController();
  const docker = withTimeLimits(options.docker, { limits: timeLimits, problems, givingUp: givingUp.signal });
  const giveUp = (): void => givingUp.abort();
  return new DockerRuntime({ ...options, ...clone, docker, storages, graceMs, retryMs, onError, giveUp });
}
