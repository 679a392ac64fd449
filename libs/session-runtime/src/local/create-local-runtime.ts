import type { SessionRuntime } from '../session-runtime.js';
import { LocalPrograms, type LocalProgramsOptions, type Log } from './local-programs.js';
import { LocalRuntime } from './local-runtime.js';

export interface LocalRuntimeOptions extends LocalProgramsOptions {
  /** Sessions, their state and their disks. May be shared by the processes of one person on one computer. */
  readonly dataDir: string;
  /** Whether the API or the gateway can be reached from other computers. Then this driver refuses: it isolates nobody. */
  readonly listensBeyondLoopback: boolean;
  /** How long a session may take to end before it is killed. 10 000 when absent. */
  readonly graceMs?: number | undefined;
  /** How long one repository may take. 600 000 when absent. */
  readonly cloneTimeoutMs?: number | undefined;
  readonly log?: Log | undefined;
}

/** Throws when sessions must not run as processes of this computer, saying what to use instead. */
export function createLocalRuntime(options: LocalRuntimeOptions): SessionRuntime {
  const { dataDir, graceMs = 10_000, cloneTimeoutMs = 600_000, log = () => undefined } = options;
  const problem = refusal(options);
  if (problem !== undefined) {
    throw new Error(
      `The local runtime refuses to start: ${problem} Or use the Kubernetes runtime, by connecting a cluster.`,
    );
  }
  const onError = (error: unknown): void => log('local-runtime.error', { error });
  return new LocalRuntime({ dataDir, graceMs, cloneTimeoutMs, onError }, new LocalPrograms(options, log));
}

/** A session runs as the user of this computer: fine for oneself, never for anybody else. */
function refusal({ listensBeyondLoopback }: LocalRuntimeOptions): string | undefined {
  if (process.platform === 'win32') return 'it needs process groups, which Windows does not have.';
  if (process.env['NODE_ENV'] === 'production') {
    return 'NODE_ENV is production, and every session would have the rights of the user who runs this service.';
  }
  if (listensBeyondLoopback) {
    return 'this service can be reached from other computers, and every session would have its user’s rights. Listen on 127.0.0.1 only.';
  }
  return undefined;
}
