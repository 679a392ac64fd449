import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import { minimalEnvironment } from '../minimal-environment.js';
import type { RepositoryCredential } from '../repository-credentials.js';
import { answerGit, credentialHelper, type TokenVerdict } from './credential-helper.js';

export interface GitPlace {
  /** Absolute path of git, or its name. */
  readonly git: string | undefined;
  /** Told to Git beside what it needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** No repository above it is looked for. */
  readonly work: string;
  readonly signal: AbortSignal;
}

export interface GitCall {
  readonly timeout: number;
  readonly env?: Readonly<Record<string, string>>;
  /** For the one host that it is for. */
  readonly credential?: RepositoryCredential | undefined;
  readonly onVerdict?: (verdict: TokenVerdict, credential: RepositoryCredential) => void;
}

/** What it printed; with what it says of itself where it ended in another way than well. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';

  constructor(
    readonly stderr: string,
    options?: ErrorOptions,
  ) {
    super(stderr, options);
  }
}

const MOST_CHARACTERS = 1024 * 1024;
/** The first one that a process inherits beside its standard streams. */
const SOCKET = 3;

/** Git without questions or anybody's configuration, by http(s) alone, and with no credential but the one that it is given. */
export async function runGit(
  { git = 'git', environment, work, signal }: GitPlace,
  args: readonly string[],
  { credential, onVerdict, env, timeout }: GitCall,
): Promise<string> {
  const child = spawn(git, [...configuration(credential), ...args], {
    env: minimalEnvironment({ ...env, ...environment, ...unasking, GIT_CEILING_DIRECTORIES: work }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    stdio: ['ignore', 'pipe', 'pipe', ...(credential === undefined ? [] : (['pipe'] as const))],
  });
  const socket = child.stdio[SOCKET] as Duplex | undefined;
  if (credential !== undefined && socket !== undefined)
    answerGit(socket, credential, (verdict) => onVerdict?.(verdict, credential));
  const [stdout, stderr] = [printed(child.stdout), printed(child.stderr)];
  try {
    await endedWell(child);
    return stdout();
  } catch (error) {
    throw new GitFailure(stderr(), { cause: error });
  } finally {
    // what Git started may outlive it, and would be listened to
    for (const stream of child.stdio) stream?.destroy();
  }
}

const unasking = {
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'true',
  GIT_ALLOW_PROTOCOL: 'http:https',
  LC_ALL: 'C', // Its words are read by clone-failure.ts.
};

function configuration(credential: RepositoryCredential | undefined): readonly string[] {
  // Trusted wherever it is: a container's root and a bind mount make Git see another owner.
  const config = ['-c', 'credential.helper=', '-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
  const slow = ['-c', 'http.lowSpeedLimit=100', '-c', 'http.lowSpeedTime=60'];
  // large files are streamed: a pod that clones has little memory
  const small = ['-c', 'core.bigFileThreshold=16m', '-c', 'pack.threads=1', '-c', 'pack.windowMemory=64m'];
  const helper = credential === undefined ? [] : ['-c', `credential.helper=${credentialHelper(SOCKET)}`];
  return [...config, ...slow, ...small, ...helper];
}

function printed(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-MOST_CHARACTERS);
  });
  return () => text;
}

async function endedWell(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`Git ended with ${code ?? signal ?? 'nothing'}.`));
    });
  });
}
