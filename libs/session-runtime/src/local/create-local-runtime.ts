import type { SessionRuntime } from '../session-runtime.js';
import { isMissing, LocalPrograms, type LocalProgramsOptions, type Log } from './local-programs.js';
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

/** Throws when sessions must not or cannot run as processes of this computer, saying what to do. */
export function createLocalRuntime(options: LocalRuntimeOptions): SessionRuntime {
  const { dataDir, graceMs = 10_000, cloneTimeoutMs = 600_000, log = () => undefined } = options;
  const problem = refusal(options);
  if (problem !== undefined) throw new Error(`The local runtime refuses to start: ${problem}`);
  const onError = (error: unknown): void => log('local-runtime.error', { error });
  return new LocalRuntime({ dataDir, graceMs, cloneTimeoutMs, onError }, new LocalPrograms(options, log));
}

const rights =
  'every session would have the rights of the user who runs it: this version is for one person’s own machine';

/** A session runs as the user of this computer: fine for oneself, never for anybody else. */
function refusal({ listensBeyondLoopback, ...programs }: LocalRuntimeOptions): string | undefined {
  if (process.platform === 'win32') {
    return 'it needs process groups, which Windows does not have. Use Linux or macOS, for instance in a virtual machine.';
  }
  if (process.env['NODE_ENV'] === 'production') {
    return `NODE_ENV is production, and ${rights}. Start without NODE_ENV.`;
  }
  if (listensBeyondLoopback) {
    return `HOST lets other computers reach this service, and ${rights}. Set HOST=127.0.0.1.`;
  }
  if (isMissing(programs)) {
    return `JUPYTER_LAB=${programs.jupyter ?? ''} is no program that can be run. Set it to the whole path of jupyter-lab, or to none for the file view, or leave it out.`;
  }
  return undefined;
}
