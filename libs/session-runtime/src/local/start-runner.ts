import { type ChildProcess, spawn } from 'node:child_process';
import { programPath } from '#libs/package';
import { authoritiesEnvironment, minimalEnvironment } from '../minimal-environment.js';
import type { RepositoryCredential } from '../repository-credentials.js';
import type { DataDirectory } from './data-directory.js';
import type { RunDirectory } from './run-directory.js';
import { runMarker } from './run-processes.js';
import type { RunnerOrder } from './runner-order.js';

export interface RunnerStart {
  /** For its clones; absent where nobody's are kept. */
  readonly credentials: readonly RepositoryCredential[] | undefined;
  /** If it ends while we still live: quicker than any poll. */
  readonly onExit: () => void;
}

/**
 * Starts the process that conducts the run and resolves when it has claimed it, or found that another one has. It does not
 * depend on us from then on. Credentials come to it by a socket, and to no file, argument or environment.
 */
export async function startRunner(
  data: DataDirectory,
  directory: RunDirectory,
  { credentials, onExit }: RunnerStart,
): Promise<void> {
  const program = programPath('session-runner');
  const { launchId, run } = directory.key;
  const child = spawn(process.execPath, [program, data.path, launchId, String(run)], {
    cwd: data.path,
    detached: true,
    env: minimalEnvironment({ ...authoritiesEnvironment(), [runMarker]: directory.path }),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const order: RunnerOrder = { credentials };
  // it may have ended already, which is told by its exit
  child.send(order, () => undefined);
  try {
    await claimedOrLeft(child);
  } finally {
    child.once('exit', onExit);
    child.stderr?.destroy();
    if (child.connected) child.disconnect();
    child.unref();
  }
}

async function claimedOrLeft(child: ChildProcess): Promise<void> {
  const words: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk));
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const said = Buffer.concat(words).toString().trim().slice(-500);
      reject(new Error(`The session's runner ended with ${code ?? 'a signal'} before it could start: ${said}`));
    });
  });
}
